package dev.windlass.projection;

import java.util.UUID;

/**
 * One partition of a log: what it holds now, and where the views go on in it. Pure.
 *
 * @param begin the first offset that it still has
 * @param end the offset that its next committed record will have, at least
 */
record LogPart(String topic, int partition, UUID topicId, long begin, long end) {
  /**
   * @param stored null where the views have nothing of it
   * @param cutIsFine a log that begins later has lost nothing that matters
   */
  long goesOnAt(Stored stored, boolean cutIsFine) {
    return stored == null ? first(cutIsFine) : next(stored, cutIsFine);
  }

  private long first(boolean cutIsFine) {
    if (begin > 0 && !cutIsFine) {
      throw new LogMismatch(
          this
              + " begins at offset "
              + begin
              + " and the database has nothing of it: use the database that the views are in, or"
              + " set windlass.projection.begin-with-cut-log=true to begin with what is left");
    }
    return begin;
  }

  private long next(Stored stored, boolean cutIsFine) {
    if (!stored.topicId().equals(topicId)) {
      throw new LogMismatch(
          this
              + " is not the log that the views came from: its id is "
              + topicId
              + ", theirs is "
              + stored.topicId()
              + "; use the Kafka that belongs to this database, or an empty database");
    }
    if (stored.nextOffset() > end) {
      throw new LogMismatch(
          this
              + " ends at offset "
              + end
              + " but the views have come to "
              + stored.nextOffset()
              + ": the log was cut; `windlass rebuild-views` makes the views anew from what it has");
    }
    if (begin > stored.nextOffset() && !cutIsFine) {
      throw new LogMismatch(
          this
              + " begins at offset "
              + begin
              + " but the views have come only to "
              + stored.nextOffset()
              + ": they would miss what lay between; `windlass rebuild-views` makes them anew from"
              + " what is left");
    }
    return Math.max(begin, stored.nextOffset());
  }

  @Override
  public String toString() {
    return "partition " + partition + " of " + topic;
  }
}
