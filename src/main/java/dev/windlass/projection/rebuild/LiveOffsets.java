package dev.windlass.projection.rebuild;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** How far the live views have come, and so how far the fresh ones are to come. */
record LiveOffsets(Map<Integer, Long> next) {
  private record Place(int partition, UUID topicId, long next) {}

  private static final String READ =
      "select partition, topic_id, next_offset from live.projection_offset where topic = ?";

  private static final String OTHERS =
      "select distinct topic from live.projection_offset where topic like '%.events'";

  static LiveOffsets read(Sql sql, EventLog log) throws SQLException {
    Map<Integer, Long> next = new HashMap<>();
    List<Place> places =
        sql.rows(
            READ,
            row -> new Place(row.getInt(1), row.getObject(2, UUID.class), row.getLong(3)),
            log.topic());
    if (places.isEmpty()) {
      refuseOtherTopics(sql, log);
    }
    for (Place place : places) {
      refuseOtherLog(place, log);
      next.put(place.partition(), place.next());
    }
    return new LiveOffsets(next);
  }

  /**
   * Where the live views stand in the log; its end where they stand outside of it, or nowhere: what
   * they then have can't be what the log tells.
   */
  Map<Integer, Long> targets(Map<Integer, Long> begins, Map<Integer, Long> ends) {
    Map<Integer, Long> targets = new TreeMap<>();
    ends.forEach(
        (partition, end) -> {
          Long live = next.get(partition);
          boolean within = live != null && live >= begins.get(partition) && live <= end;
          targets.put(partition, within ? live : end);
        });
    return targets;
  }

  private static void refuseOtherTopics(Sql sql, EventLog log) throws SQLException {
    List<String> others = sql.rows(OTHERS, row -> row.getString(1));
    if (!others.isEmpty()) {
      throw new CannotRebuild(
          "The views of this database come from %s, not from %s: name the right windlass.topics.prefix or database"
              .formatted(String.join(", ", others), log.topic()));
    }
  }

  private static void refuseOtherLog(Place place, EventLog log) {
    if (!Objects.equals(place.topicId(), log.id())) {
      throw new CannotRebuild(
          "Partition %d of %s is not the log that the views came from: its id is %s, theirs is %s; use the Kafka that belongs to this database, or an empty database"
              .formatted(place.partition(), log.topic(), log.id(), place.topicId()));
    }
  }
}
