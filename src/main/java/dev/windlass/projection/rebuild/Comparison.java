package dev.windlass.projection.rebuild;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Compares both sides while the live offsets are locked: a hash of all rows of each batch job, and
 * the counters of partitions one by one.
 */
final class Comparison {
  private static final String DIFFERING =
      "create temporary table differing (view text, job uuid, here boolean, there boolean,"
          + " primary key (view, job)) on commit drop";

  /** One statement: what the sweeper deletes meanwhile is there for both sides, or for neither. */
  private static final String COMPARE =
      """
      insert into differing
      select '%1$s', coalesce(l.job, f.job), l.job is not null, f.job is not null
      from (select %2$s as job, md5(string_agg(row(%4$s)::text, ';' order by %3$s)) as hash
            from live.%1$s group by 1) l
      full join
           (select %2$s as job, md5(string_agg(row(%4$s)::text, ';' order by %3$s)) as hash
            from fresh.%1$s group by 1) f on l.job = f.job
      where l.hash is distinct from f.hash
      """;

  /** Pages and directives of a purged batch job go in slices, and nobody reads them. */
  private static final String BEING_SWEPT =
      " and not exists (select from live.sweep gone"
          + " where gone.reason = 'purged' and gone.batch_job_id = coalesce(l.job, f.job))";

  /** A refusal that came after the purge may have been swept with the rest. */
  private static final String PURGED =
      " and not exists (select from fresh.sweep gone"
          + " where gone.reason = 'purged' and gone.batch_job_id = coalesce(l.job, f.job))";

  private static final String COLUMNS =
      "select column_name from information_schema.columns"
          + " where table_schema = ? and table_name = ? order by column_name";

  private static final String COUNT =
      "select count(*) from (select id from live.batch_job union select id from fresh.batch_job) u";

  private static final String EQUAL =
      "select count(*) from (select id from live.batch_job union select id from fresh.batch_job) u"
          + " where not exists (select from differing where job = u.id)";

  private static final String JOBS = "select job from differing group by job order by job limit ?";

  private final Sql sql;

  Comparison(Sql sql) {
    this.sql = sql;
  }

  /** Leaves the batch jobs that differ in the temporary table {@code differing}. */
  Outcome compare(int shown) throws SQLException {
    sql.run(DIFFERING);
    for (ViewTable view : ViewTable.ofJobs()) {
      sql.run(statement(view));
    }
    List<Difference> counters = new ArrayList<>();
    for (ViewTable view : ViewTable.ofPartitions()) {
      counters.addAll(Rows.ofPartitions(sql, view).differences(view));
    }
    return new Outcome(
        sql.number(COUNT),
        sql.number(EQUAL),
        sql.number("select count(distinct job) from differing"),
        sql.number("select count(*) from differing where view = 'batch_job' and not there"),
        sql.number("select count(*) from differing where view = 'batch_job' and not here"),
        sql.number(
            "select count(distinct job) from differing"
                + " where job in (select batch_job_id from fresh.doubtful_job)"),
        counters,
        details(shown));
  }

  /** What was found. */
  record Outcome(
      int jobs,
      int equal,
      int different,
      int onlyLive,
      int onlyRebuilt,
      int doubtful,
      List<Difference> counters,
      List<Difference> details) {
    boolean same() {
      return different == 0 && counters.isEmpty();
    }
  }

  /** Of the first batch jobs that differ. */
  private List<Difference> details(int shown) throws SQLException {
    List<Difference> details = new ArrayList<>();
    for (UUID job : sql.rows(JOBS, row -> row.getObject(1, UUID.class), shown)) {
      for (ViewTable view : ViewTable.ofJobs()) {
        if (details.size() < shown && differs(view, job)) {
          details.addAll(Rows.ofJob(sql, view, job).differences(view));
        }
      }
    }
    return details.subList(0, Math.min(shown, details.size()));
  }

  private boolean differs(ViewTable view, UUID job) throws SQLException {
    return sql.number(
            "select count(*) from differing where view = ? and job = ?", view.table(), job)
        > 0;
  }

  private String statement(ViewTable view) throws SQLException {
    String columns =
        columns(sql, view).stream()
            .filter(column -> !view.uncompared().contains(column))
            .collect(Collectors.joining(", "));
    String text =
        COMPARE.formatted(view.table(), view.job(), String.join(", ", view.key()), columns);
    return switch (view) {
      case SUB_JOB_PAGE -> text + BEING_SWEPT;
      case DIRECTIVE -> text + BEING_SWEPT + PURGED;
      default -> text;
    };
  }

  static List<String> columns(Sql sql, ViewTable view) throws SQLException {
    return sql.rows(COLUMNS, row -> row.getString(1), sql.live(), view.table());
  }
}
