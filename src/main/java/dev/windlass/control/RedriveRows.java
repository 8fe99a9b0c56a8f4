package dev.windlass.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalInt;

/** The table dead_letter_redrive, and how many letters it names in dead_letter_count. */
final class RedriveRows {
  private static final String CLAIM =
      """
      insert into dead_letter_redrive as known
        (letter_id, times, redriven_at, redriven_by, partition, record_offset)
      values (?, 1, ?, ?, -1, -1)
      on conflict (letter_id) do update set
        times = known.times + 1, redriven_at = excluded.redriven_at,
        redriven_by = excluded.redriven_by
      where ?
      returning times
      """;

  private static final String COUNT =
      "update dead_letter_count set redriven = redriven + 1"
          + " where kind = (select kind from dead_letter where id = ?)";

  private static final String PLACE =
      "update dead_letter_redrive set partition = ?, record_offset = ? where letter_id = ?";

  private RedriveRows() {}

  /**
   * How often the letter was sent again, this time included; empty where it was before and {@code
   * again} is not said. Another who wants the same waits until this transaction has ended.
   */
  static OptionalInt claim(
      Connection connection, String letter, Instant now, String by, boolean again)
      throws SQLException {
    OptionalInt times = times(connection, letter, now, by, again);
    if (times.equals(OptionalInt.of(1))) {
      Sql.update(connection, COUNT, letter);
    }
    return times;
  }

  static void place(Connection connection, String letter, int partition, long offset)
      throws SQLException {
    Sql.update(connection, PLACE, partition, offset, letter);
  }

  private static OptionalInt times(
      Connection connection, String letter, Instant now, String by, boolean again)
      throws SQLException {
    try (PreparedStatement statement =
            Sql.prepared(connection, CLAIM, letter, Sql.at(now), by, again);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
    }
  }
}
