package dev.windlass.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Deletes what the table {@code sweep} names, a slice in each transaction: results of epochs that a
 * start has cleared, and everything of a batch job that is purged - at last its idempotency key,
 * and its input if no other batch job runs over it, and nothing before its directives are in the
 * audit. Several may sweep at once.
 */
final class Sweeper {
  private static final String NEXT =
      """
      select batch_job_id, reason, below_epoch, next_index, input_id from sweep
      where reason <> 'purged' or not exists (
        select from directive known
        join audit_cursor sealed on sealed.event_partition = known.event_partition
        where known.batch_job_id = sweep.batch_job_id
          and known.event_offset >= sealed.next_offset)
      order by due_at limit 1 for update skip locked
      """;

  private static final String RESULTS =
      """
      with gone as (
        delete from operation_result where ctid = any(array(
          select ctid from operation_result
          where batch_job_id = ? and sub_job_index >= ? and epoch < ?
          order by sub_job_index limit ?))
        returning sub_job_index)
      select count(*), max(sub_job_index) from gone
      """;

  private static final String SUB_JOBS =
      "delete from sub_job"
          + " where batch_job_id = ? and sub_job_index between ? and ? and epoch < ?";

  private static final String PAGES = slice("sub_job_page", "batch_job_id = ?");
  private static final String DIRECTIVES = slice("directive", "batch_job_id = ?");
  private static final String KEYS = slice("idempotency_key", "batch_job_id = ?");

  private static final String UNUSED =
      " = ? and not exists (select from batch_job where input ->> 'id' = ?)";

  private static final String INPUT_PAGES = slice("input_page", "input_id" + UNUSED);
  private static final String INPUT = slice("input", "id" + UNUSED);
  private static final int INPUT_PAGES_AT_ONCE = 64;

  private static final String GO_ON =
      "update sweep set next_index = ? where batch_job_id = ? and reason = ?";
  private static final String DONE = "delete from sweep where batch_job_id = ? and reason = ?";

  private record Sweep(UUID job, String reason, int belowEpoch, int nextIndex, String inputId) {
    boolean purged() {
      return reason.equals(SweepTable.PURGED);
    }
  }

  private final Database database;
  private final int rows;

  Sweeper(Database database, int rows) {
    this.database = database;
    this.rows = rows;
  }

  /** False when nothing is left to do. */
  boolean slice() {
    return database.transaction(this::slice);
  }

  int forgetWorkers(Instant silentSince) {
    return database.transaction(connection -> WorkerTable.forget(connection, silentSince));
  }

  /** A slice of the letters that are older; says how many there were. */
  int forgetLetters(Instant before) {
    return database.transaction(connection -> LetterTable.forget(connection, before, rows));
  }

  private boolean slice(Connection connection) throws SQLException {
    Optional<Sweep> next = next(connection);
    if (next.isEmpty()) {
      return false;
    }
    Sweep sweep = next.get();
    boolean done = results(connection, sweep) && (!sweep.purged() || rest(connection, sweep));
    if (done) {
      update(connection, DONE, sweep.job(), sweep.reason());
    }
    return true;
  }

  private static Optional<Sweep> next(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
      ResultSet row = statement.executeQuery();
      return row.next()
          ? Optional.of(
              new Sweep(
                  row.getObject(1, UUID.class),
                  row.getString(2),
                  row.getInt(3),
                  row.getInt(4),
                  row.getString(5)))
          : Optional.empty();
    }
  }

  /** True when none is left. The next slice begins where this one ends, never at the beginning. */
  private boolean results(Connection connection, Sweep sweep) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RESULTS)) {
      bind(statement, sweep.job(), sweep.nextIndex(), sweep.belowEpoch(), rows);
      ResultSet gone = statement.executeQuery();
      gone.next();
      boolean done = gone.getInt(1) < rows;
      int last = done ? Integer.MAX_VALUE : gone.getInt(2) - 1;
      update(connection, SUB_JOBS, sweep.job(), sweep.nextIndex(), last, sweep.belowEpoch());
      update(connection, GO_ON, done ? sweep.nextIndex() : last + 1, sweep.job(), sweep.reason());
      return done;
    }
  }

  private boolean rest(Connection connection, Sweep sweep) throws SQLException {
    return update(connection, PAGES, sweep.job(), rows) < rows
        && update(connection, DIRECTIVES, sweep.job(), rows) < rows
        && update(connection, KEYS, sweep.job(), rows) < rows
        && (sweep.inputId() == null || input(connection, sweep.inputId()));
  }

  private static boolean input(Connection connection, String id) throws SQLException {
    boolean done =
        update(connection, INPUT_PAGES, id, id, INPUT_PAGES_AT_ONCE) < INPUT_PAGES_AT_ONCE;
    if (done) {
      update(connection, INPUT, id, id, 1);
    }
    return done;
  }

  private static String slice(String table, String which) {
    return "delete from %s where ctid = any(array(select ctid from %s where %s limit ?))"
        .formatted(table, table, which);
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
