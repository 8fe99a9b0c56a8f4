package dev.windlass.control;

import dev.windlass.control.BulkDirective.Asked;
import dev.windlass.control.BulkDirective.Asker;
import dev.windlass.control.BulkDirective.Item;
import dev.windlass.control.BulkDirective.Place;
import dev.windlass.control.BulkDirective.State;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;

/** The tables bulk_directive and bulk_directive_item. */
final class BulkRows {
  private static final String COLUMNS =
      "select id, body, requested_by, created_at, ended_at, total, applied, accepted, refused,"
          + " reach from bulk_directive ";

  private static final String ITEMS =
      "select position, batch_job_id, state, code, reason from bulk_directive_item"
          + " where bulk_id = ? and position > ?";

  private BulkRows() {}

  /** False where the key stands for another one. */
  static boolean insert(Connection connection, BulkDirective bulk, String key, String hash)
      throws SQLException {
    String sql =
        "insert into bulk_directive"
            + " (id, key, request_hash, body, requested_by, reach, created_at, ended_at, total)"
            + " values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?) on conflict (key) do nothing";
    return Sql.update(
            connection,
            sql,
            bulk.id(),
            key,
            hash,
            new String(Json.write(bulk.asked()), StandardCharsets.UTF_8),
            bulk.requestedBy(),
            Sql.reach(connection, bulk.asker().reach()),
            Sql.at(bulk.createdAt()),
            Sql.atOrNull(bulk.endedAt()),
            bulk.total())
        == 1;
  }

  static void insertItems(Connection connection, String bulk, List<UUID> batchJobs)
      throws SQLException {
    String sql =
        "insert into bulk_directive_item (bulk_id, position, batch_job_id, state)"
            + " select ?, place, job, 'pending' from unnest(?) with ordinality as t(job, place)";
    Array jobs = connection.createArrayOf("uuid", batchJobs.toArray());
    Sql.update(connection, sql, bulk, jobs);
  }

  /** A bulk directive by its idempotency key, and the hash of what the key was used for. */
  record Keyed(String hash, BulkDirective bulk) {}

  static Optional<Keyed> keyed(Connection connection, String key) throws SQLException {
    String sql = "select id, request_hash from bulk_directive where key = ?";
    try (PreparedStatement statement = Sql.prepared(connection, sql, key);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Keyed(row.getString(2), find(connection, row.getString(1)).orElseThrow()))
          : Optional.empty();
    }
  }

  static Optional<BulkDirective> find(Connection connection, String id) throws SQLException {
    return query(connection, COLUMNS + "where id = ?", id).stream().findFirst();
  }

  /** Those of one who asks, where {@code by} is not null. */
  static List<BulkDirective> list(Connection connection, Asker by, Place after, int limit)
      throws SQLException {
    StringJoiner where = new StringJoiner(" and ", "where ", " ").setEmptyValue("");
    List<Object> values = new ArrayList<>();
    if (by != null) {
      where.add("requested_by = ?").add("reach <@ ?");
      values.addAll(List.of(by.name(), Sql.reach(connection, by.reach())));
    }
    if (after != null) {
      where.add("(created_at, id) < (?, ?)");
      values.addAll(List.of(Sql.at(after.createdAt()), after.id()));
    }
    String order = "order by created_at desc, id desc limit " + limit;
    return query(connection, COLUMNS + where + order, values.toArray());
  }

  /** The oldest that is open, that no other process is busy with, and none of these. */
  static Optional<BulkDirective> open(Connection connection, Set<String> without)
      throws SQLException {
    String sql =
        COLUMNS
            + "where ended_at is null and id <> all(?)"
            + " order by created_at limit 1 for update skip locked";
    Array ids = connection.createArrayOf("text", without.toArray());
    return query(connection, sql, ids).stream().findFirst();
  }

  /** {@code state} null stands for all. */
  static List<Item> items(Connection connection, String bulk, State state, int after, int limit)
      throws SQLException {
    String order = " order by position limit " + limit;
    return state == null
        ? queryItems(connection, ITEMS + order, bulk, after)
        : queryItems(connection, ITEMS + " and state = ?" + order, bulk, after, Json.word(state));
  }

  /** The word stands in the statement, so that the index on those that are pending serves. */
  static List<Item> pending(Connection connection, String bulk, int limit) throws SQLException {
    String sql = ITEMS + " and state = 'pending' order by position limit " + limit;
    return queryItems(connection, sql, bulk, 0);
  }

  static void note(Connection connection, String bulk, List<Item> items) throws SQLException {
    String sql =
        "update bulk_directive_item set state = ?, code = ?, reason = ?"
            + " where bulk_id = ? and position = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Item item : items) {
        statement.setString(1, Json.word(item.state()));
        statement.setString(2, item.code());
        statement.setString(3, item.reason());
        statement.setString(4, bulk);
        statement.setInt(5, item.position());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    count(connection, bulk, items);
  }

  static void end(Connection connection, String bulk, Instant now) throws SQLException {
    Sql.update(
        connection, "update bulk_directive set ended_at = ? where id = ?", Sql.at(now), bulk);
  }

  static int forget(Connection connection, Instant before, int most) throws SQLException {
    String sql =
        "delete from bulk_directive where id = any(array("
            + "select id from bulk_directive where created_at < ? and ended_at is not null"
            + " order by created_at limit ?))";
    return Sql.update(connection, sql, Sql.at(before), most);
  }

  private static void count(Connection connection, String bulk, List<Item> items)
      throws SQLException {
    Sql.update(
        connection,
        "update bulk_directive set applied = applied + ?, accepted = accepted + ?,"
            + " refused = refused + ? where id = ?",
        count(items, State.APPLIED),
        count(items, State.ACCEPTED),
        count(items, State.REFUSED),
        bulk);
  }

  private static int count(List<Item> items, State state) {
    return (int) items.stream().filter(item -> item.state() == state).count();
  }

  private static List<BulkDirective> query(Connection connection, String sql, Object... values)
      throws SQLException {
    List<BulkDirective> found = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new BulkDirective(
                row.getString(1),
                Json.read(row.getString(2).getBytes(StandardCharsets.UTF_8), Asked.class),
                new Asker(row.getString(3), Sql.reach(row, 10)),
                Sql.instant(row, 4),
                Sql.instant(row, 5),
                row.getInt(6),
                row.getInt(7),
                row.getInt(8),
                row.getInt(9)));
      }
    }
    return found;
  }

  private static List<Item> queryItems(Connection connection, String sql, Object... values)
      throws SQLException {
    List<Item> found = new ArrayList<>();
    try (PreparedStatement statement = Sql.prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        State state = State.valueOf(row.getString(3).toUpperCase(Locale.ROOT));
        UUID job = row.getObject(2, UUID.class);
        found.add(new Item(row.getInt(1), job, state, row.getString(4), row.getString(5)));
      }
    }
    return found;
  }
}
