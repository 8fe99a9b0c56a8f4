package dev.windlass.projection.rebuild;

import java.sql.SQLException;
import java.util.List;

/**
 * The newest migration that this list of tables was written for. A newer version may have columns
 * that this one does not fill: it would take them away.
 */
public final class KnownSchema {
  public static final int NEWEST = 13;

  private static final String MIGRATED =
      "select coalesce(max(version::int), 0) from live.flyway_schema_history"
          + " where success and version is not null";

  private KnownSchema() {}

  static void refuseNewer(Sql sql) throws SQLException {
    List<Integer> kept =
        sql.rows(
            "select 1 where to_regclass(?) is not null",
            row -> 1,
            sql.live() + ".flyway_schema_history");
    if (!kept.isEmpty() && sql.number(MIGRATED) > NEWEST) {
      throw new CannotRebuild(
          "The database is of a newer version (migration %d; this one knows %d): use that version's command"
              .formatted(sql.number(MIGRATED), NEWEST));
    }
  }
}
