package dev.windlass.control;

import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table schedule. */
final class ScheduleRows {
  private static final String COLUMNS =
      "select body, created_at, updated_at, handled_until, next_fire_at from schedule ";

  private ScheduleRows() {}

  static Optional<StoredSchedule> find(
      Connection connection, String namespace, String name, boolean forUpdate) throws SQLException {
    String sql = COLUMNS + "where namespace = ? and name = ?" + (forUpdate ? " for update" : "");
    return query(connection, sql, namespace, name).stream().findFirst();
  }

  static List<StoredSchedule> list(
      Connection connection, String namespace, String afterName, int limit) throws SQLException {
    String sql = COLUMNS + "where namespace = ? and name > ? order by name limit " + limit;
    return query(connection, sql, namespace, afterName == null ? "" : afterName);
  }

  /** What a schedule is found by. */
  record Key(String namespace, String name) {}

  /** One that is due and that no other scheduler is busy with. */
  static Optional<Key> due(Connection connection, Instant now) throws SQLException {
    String sql =
        "select namespace, name from schedule where next_fire_at <= ?"
            + " order by next_fire_at limit 1 for update skip locked";
    try (PreparedStatement statement = Sql.prepared(connection, sql, Sql.at(now));
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new Key(row.getString(1), row.getString(2)))
          : Optional.empty();
    }
  }

  static void postpone(Connection connection, Key key, Instant until) throws SQLException {
    Sql.update(
        connection,
        "update schedule set next_fire_at = ? where namespace = ? and name = ?",
        Sql.at(until),
        key.namespace(),
        key.name());
  }

  static Optional<Instant> earliest(Connection connection) throws SQLException {
    String sql = "select min(next_fire_at) from schedule where next_fire_at is not null";
    try (PreparedStatement statement = Sql.prepared(connection, sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return Optional.ofNullable(Sql.instant(row, 1));
    }
  }

  /** False where another request has stored the name meanwhile. */
  static boolean insert(Connection connection, StoredSchedule stored) throws SQLException {
    String sql =
        "insert into schedule"
            + " (namespace, name, version, body, created_at, updated_at, handled_until,"
            + " next_fire_at) values (?, ?, ?, ?::jsonb, ?, ?, ?, ?) on conflict do nothing";
    Schedule schedule = stored.schedule();
    return Sql.update(
            connection,
            sql,
            schedule.namespace(),
            schedule.name(),
            schedule.version(),
            json(schedule),
            Sql.at(stored.createdAt()),
            Sql.at(stored.updatedAt()),
            Sql.at(stored.handledUntil()),
            Sql.atOrNull(stored.nextFireAt()))
        == 1;
  }

  static void replace(Connection connection, StoredSchedule stored) throws SQLException {
    String sql =
        "update schedule set version = ?, body = ?::jsonb, updated_at = ?, handled_until = ?,"
            + " next_fire_at = ? where namespace = ? and name = ?";
    Schedule schedule = stored.schedule();
    Sql.update(
        connection,
        sql,
        schedule.version(),
        json(schedule),
        Sql.at(stored.updatedAt()),
        Sql.at(stored.handledUntil()),
        Sql.atOrNull(stored.nextFireAt()),
        schedule.namespace(),
        schedule.name());
  }

  static void delete(Connection connection, Schedule schedule) throws SQLException {
    Sql.update(
        connection,
        "delete from schedule where namespace = ? and name = ?",
        schedule.namespace(),
        schedule.name());
  }

  private static List<StoredSchedule> query(Connection connection, String sql, Object... values)
      throws SQLException {
    List<StoredSchedule> found = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        byte[] body = rows.getString(1).getBytes(StandardCharsets.UTF_8);
        found.add(
            new StoredSchedule(
                Json.read(body, Schedule.class),
                Sql.instant(rows, 2),
                Sql.instant(rows, 3),
                Sql.instant(rows, 4),
                Sql.instant(rows, 5)));
      }
    }
    return found;
  }

  private static String json(Schedule schedule) {
    return new String(Json.write(schedule), StandardCharsets.UTF_8);
  }
}
