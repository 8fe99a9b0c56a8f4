package dev.windlass.projection;

import dev.windlass.view.Counter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** The table {@code statistics}: counters that grow and shrink by differences. */
final class StatisticsTable {
  private static final String ADD =
      "insert into statistics as known (event_partition, "
          + String.join(", ", Counter.NAMES)
          + ") values (?"
          + ", ?".repeat(Counter.NAMES.size())
          + ") on conflict (event_partition) do update set "
          + Counter.NAMES.stream()
              .map(name -> name + " = known." + name + " + excluded." + name)
              .collect(Collectors.joining(", "));

  private StatisticsTable() {}

  static void add(Connection connection, Tallies tallies) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (var entry : tallies.byPartition().entrySet()) {
        statement.setInt(1, entry.getKey());
        counters(statement, entry.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void counters(PreparedStatement statement, Map<String, Long> values)
      throws SQLException {
    for (int i = 0; i < Counter.NAMES.size(); i++) {
      statement.setLong(2 + i, values.getOrDefault(Counter.NAMES.get(i), 0L));
    }
  }
}
