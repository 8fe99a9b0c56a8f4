package dev.windlass.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code projection_offset}, for one topic. */
final class OffsetTable {
  private static final String READ =
      "select partition, topic_id, next_offset from projection_offset"
          + " where topic = ? and partition = any(?)";

  private static final String LOCK = READ + " order by partition for update";

  private static final String BEGIN =
      "insert into projection_offset (topic, partition, topic_id, next_offset, directives_offset)"
          + " values (?, ?, ?, ?, -1) on conflict do nothing";

  private static final String ADVANCE =
      """
      update projection_offset as known set
        next_offset = row.next_offset,
        directives_offset = greatest(known.directives_offset, row.directives_offset),
        event_time = coalesce(row.event_time, known.event_time),
        current_at = greatest(known.current_at, row.current_at)
      from json_to_recordset(cast(? as json)) as row
        (topic text, partition int, next_offset bigint, directives_offset bigint,
         event_time timestamptz, current_at timestamptz)
      where known.topic = row.topic and known.partition = row.partition
      """;

  /** A partition's new place; null times leave what is stored. */
  record Advance(
      String topic,
      int partition,
      long nextOffset,
      long directivesOffset,
      Instant eventTime,
      Instant currentAt) {}

  private final String topic;

  OffsetTable(String topic) {
    this.topic = topic;
  }

  /** Of those that have begun. */
  Map<Integer, Stored> read(Connection connection, Collection<Integer> partitions)
      throws SQLException {
    return select(connection, READ, partitions);
  }

  void begin(Connection connection, LogPart part, long offset) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      statement.setString(1, topic);
      statement.setInt(2, part.partition());
      statement.setObject(3, part.topicId());
      statement.setLong(4, offset);
      statement.executeUpdate();
    }
  }

  /**
   * From here to the end of the transaction nobody else changes rows of these partitions. Throws
   * {@link LostRace} where one does not stand where it was read from.
   */
  void lock(Connection connection, Map<Integer, Long> expected) throws SQLException {
    Map<Integer, Stored> stored = select(connection, LOCK, expected.keySet());
    for (var entry : expected.entrySet()) {
      Stored there = stored.get(entry.getKey());
      if (there == null || there.nextOffset() != entry.getValue()) {
        throw new LostRace(
            "partition %d of %s was read from %d and stands at %s"
                .formatted(
                    entry.getKey(),
                    topic,
                    entry.getValue(),
                    there == null ? "nothing" : there.nextOffset()));
      }
    }
  }

  void advance(Connection connection, List<Advance> advances) throws SQLException {
    Rows.update(connection, ADVANCE, advances);
  }

  private Map<Integer, Stored> select(
      Connection connection, String sql, Collection<Integer> partitions) throws SQLException {
    Map<Integer, Stored> stored = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, topic);
      statement.setArray(2, connection.createArrayOf("int", new ArrayList<>(partitions).toArray()));
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        stored.put(rows.getInt(1), new Stored(rows.getObject(2, UUID.class), rows.getLong(3)));
      }
    }
    return stored;
  }
}
