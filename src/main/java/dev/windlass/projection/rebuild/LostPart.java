package dev.windlass.projection.rebuild;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.projection.EventFold;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Brings the fresh views to an end: takes away what a purge has left, and takes from the live views
 * what only the lost part of the log could tell.
 */
final class LostPart {
  private static final List<String> PURGED =
      List.of(
          "delete from fresh.sub_job_page row using fresh.sweep gone"
              + " where gone.reason = 'purged' and gone.batch_job_id = row.batch_job_id",
          "delete from fresh.directive row using fresh.sweep gone"
              + " where gone.reason = 'purged' and gone.batch_job_id = row.batch_job_id"
              + " and row.decided_at <= gone.due_at");

  private static final String NOT_PURGED =
      " and not exists (select from fresh.sweep gone"
          + " where gone.reason = 'purged' and gone.batch_job_id = %s)";

  private static final List<String> OLDER =
      List.of(
          // nothing but the newest event is left, or not even that
          "insert into fresh.kept_job select known.id from live.batch_job known"
              + " join fresh.log_begin log using (event_partition)"
              + " where known.event_offset < log.begin_offset"
              + " and not exists (select from fresh.batch_job row where row.id = known.id)"
              + NOT_PURGED.formatted("known.id"),
          "insert into fresh.batch_job select known.* from live.batch_job known"
              + " join fresh.kept_job kept on kept.batch_job_id = known.id",
          "insert into fresh.sub_job_page select known.* from live.sub_job_page known"
              + " join fresh.kept_job kept using (batch_job_id)",
          // arguments, labels and input come with the creation alone
          "update fresh.batch_job row set labels = known.labels, arguments = known.arguments,"
              + " input = known.input from live.batch_job known, fresh.older_job older"
              + " where older.batch_job_id = row.id and known.id = row.id and not older.told",
          // pages that nobody has touched since
          "insert into fresh.sub_job_page select known.* from live.sub_job_page known"
              + " join fresh.older_job older using (batch_job_id)"
              + " join fresh.batch_job row on row.id = known.batch_job_id"
              + " where known.version < older.first_version on conflict do nothing",
          // the first outcome of a directive is what became of it
          "delete from fresh.directive row using live.directive known, fresh.log_begin log"
              + " where row.batch_job_id = known.batch_job_id and row.id = known.id"
              + " and row.state = 'repeated' and log.event_partition = known.event_partition"
              + " and known.event_offset < log.begin_offset",
          "insert into fresh.directive select known.* from live.directive known"
              + " join fresh.log_begin log using (event_partition)"
              + " where known.event_offset < log.begin_offset"
              + NOT_PURGED.formatted("known.batch_job_id")
              + " on conflict do nothing");

  private static final String KEPT_HEADERS =
      "select event_partition, header #>> '{}' from live.batch_job"
          + " where id in (select batch_job_id from fresh.kept_job)";

  private record Kept(int partition, JobHeader header) {}

  private LostPart() {}

  /** The number of batch jobs of which the log has nothing. */
  static int fill(Sql sql, FreshViews views) throws SQLException {
    note(sql, views);
    for (String statement : PURGED) {
      sql.run(statement);
    }
    if (sql.number("select count(*) from fresh.log_begin where begin_offset > 0") == 0) {
      return 0;
    }
    for (String statement : OLDER) {
      sql.run(statement);
    }
    return count(sql);
  }

  private static void note(Sql sql, FreshViews views) throws SQLException {
    for (var begin : views.begins().entrySet()) {
      var exact = views.beginnings().exactFrom(begin.getKey());
      sql.run(
          "insert into fresh.log_begin values (?, ?, ?)",
          begin.getKey(),
          begin.getValue(),
          exact == null ? null : Timestamp.from(exact));
    }
    for (var older : views.beginnings().older().entrySet()) {
      sql.run(
          "insert into fresh.older_job values (?, ?, ?)",
          older.getKey().value(),
          older.getValue().firstVersion(),
          older.getValue().told());
    }
    for (JobId job : views.leftOut().jobs()) {
      sql.run("insert into fresh.doubtful_job values (?)", job.value());
    }
  }

  private static int count(Sql sql) throws SQLException {
    List<Kept> kept =
        sql.rows(KEPT_HEADERS, row -> new Kept(row.getInt(1), header(row.getString(2))));
    Map<Integer, List<JobHeader>> jobs =
        kept.stream()
            .collect(
                Collectors.groupingBy(
                    Kept::partition,
                    TreeMap::new,
                    Collectors.mapping(Kept::header, Collectors.toList())));
    String schema = sql.connection().getSchema();
    sql.connection().setSchema(Sql.FRESH);
    for (var partition : jobs.entrySet()) {
      EventFold.count(sql.connection(), partition.getKey(), partition.getValue());
    }
    sql.connection().setSchema(schema);
    return kept.size();
  }

  private static JobHeader header(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), JobHeader.class);
  }
}
