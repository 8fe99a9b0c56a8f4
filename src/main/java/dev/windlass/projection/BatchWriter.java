package dev.windlass.projection;

import dev.windlass.projection.Feed.Batch;
import dev.windlass.projection.Feed.Mark;
import dev.windlass.projection.OffsetTable.Advance;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes records as rows, together with the offsets, exactly once. A record that can't be read is
 * put aside; where Postgres refuses a batch, halving it finds the record that spoils it.
 */
final class BatchWriter {
  private final Feed feed;
  private final Database database;
  private final OffsetTable offsets;
  private final Aside aside;

  /** Where a record goes that can't become rows. */
  interface Aside {
    void send(ConsumerRecord<byte[], byte[]> record, String reason);
  }

  /** Since the last {@link #write}. */
  private final Set<Place> parked = new HashSet<>();

  private record Place(int partition, long offset) {}

  BatchWriter(Feed feed, Database database, Aside aside) {
    this.feed = feed;
    this.database = database;
    this.offsets = new OffsetTable(feed.topic());
    this.aside = aside;
  }

  /**
   * @param currentAt by partition: the views then hold all that was in the log at this instant
   */
  void write(Stretch stretch, Map<Integer, Instant> currentAt) {
    parked.clear();
    writeOrHalve(stretch, currentAt);
  }

  private void writeOrHalve(Stretch stretch, Map<Integer, Instant> currentAt) {
    Batch batch = fold(stretch);
    try {
      commit(stretch, batch, currentAt);
    } catch (Database.Refused e) {
      if (stretch.records().isEmpty()) {
        throw e;
      } else if (stretch.records().size() == 1) {
        park(stretch.records().getFirst(), e);
        commit(stretch, feed.batch(), currentAt);
      } else {
        stretch.halves().forEach(half -> writeOrHalve(half, currentAt));
      }
    }
  }

  private Batch fold(Stretch stretch) {
    Batch batch = feed.batch();
    for (ConsumerRecord<byte[], byte[]> record : stretch.records()) {
      try {
        batch.add(record);
      } catch (RuntimeException e) {
        park(record, e);
      }
    }
    return batch;
  }

  /** Once, however often its batch is halved. */
  private void park(ConsumerRecord<byte[], byte[]> record, RuntimeException why) {
    if (parked.add(new Place(record.partition(), record.offset()))) {
      aside.send(record, why.getMessage() == null ? why.toString() : why.getMessage());
    }
  }

  private void commit(Stretch stretch, Batch batch, Map<Integer, Instant> currentAt) {
    List<Advance> advances =
        stretch.next().entrySet().stream()
            .map(e -> advance(e.getKey(), e.getValue(), batch, currentAt.get(e.getKey())))
            .toList();
    database.transaction(
        connection -> {
          offsets.lock(connection, stretch.from());
          batch.write(connection);
          offsets.advance(connection, advances);
          return null;
        });
  }

  private Advance advance(int partition, long next, Batch batch, Instant currentAt) {
    Mark mark = batch.mark(partition);
    return new Advance(
        feed.topic(), partition, next, mark.directivesOffset(), mark.eventTime(), currentAt);
  }
}
