package dev.windlass.projection.rebuild;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema that the views are built in: the tables of the live ones, with the key as the only
 * index and without a log of their own, because a rebuild that is cut short begins anew.
 */
final class FreshTables {
  private static final List<String> NOTES =
      List.of(
          // where the log begins, and from which instant on it tells all that ended
          "create unlogged table fresh.log_begin (event_partition int primary key,"
              + " begin_offset bigint not null, exact_from timestamptz)",
          // batch jobs that are older than the log; told: arguments and labels came again
          "create unlogged table fresh.older_job (batch_job_id uuid primary key,"
              + " first_version bigint not null, told boolean not null)",
          // batch jobs of which the log has nothing
          "create unlogged table fresh.kept_job (batch_job_id uuid primary key)",
          // batch jobs with events that could not be read
          "create unlogged table fresh.doubtful_job (batch_job_id uuid primary key)");

  private FreshTables() {}

  /** Over whatever an earlier rebuild left behind. */
  static void create(Sql sql) throws SQLException {
    drop(sql);
    sql.run("create schema " + Sql.FRESH);
    for (ViewTable view : ViewTable.values()) {
      copy(sql, view.table(), view.key());
    }
    copy(sql, KeptTable.SWEEP.table(), List.of("batch_job_id", "reason"));
    for (String note : NOTES) {
      sql.run(note);
    }
  }

  static void drop(Sql sql) throws SQLException {
    sql.run("drop schema if exists " + Sql.FRESH + " cascade");
  }

  /** The live tables that this version knows and the database does not have. */
  static List<String> missing(Sql sql) throws SQLException {
    List<String> missing = new ArrayList<>();
    for (ViewTable view : ViewTable.values()) {
      if (sql.rows("select 1 where to_regclass(?) is null", r -> 1, sql.live() + "." + view.table())
          .isEmpty()) {
        continue;
      }
      missing.add(view.table());
    }
    return missing;
  }

  private static void copy(Sql sql, String table, List<String> key) throws SQLException {
    sql.run(
        "create unlogged table fresh.%1$s (like live.%1$s including defaults including constraints)"
                .formatted(table)
            + " with (fillfactor = 70)");
    sql.run("alter table fresh.%s add primary key (%s)".formatted(table, String.join(", ", key)));
  }
}
