package dev.windlass.projection;

import dev.windlass.job.JobHeader;
import dev.windlass.wire.EventRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds events into views exactly as the role does, in whatever schema the connections look first.
 * It waits for nothing: what goes wrong with Postgres is thrown.
 */
public final class EventFold {
  private final OffsetTable offsets;
  private final Database database;
  private final Feed feed;
  private final Observer observer;

  /** Is told what comes by. */
  public interface Observer {
    /** Perhaps twice. */
    void read(int partition, EventRecord event);

    /** Can't be read, or not in full; or Postgres refuses it: the role puts it aside. */
    void leftOut(ConsumerRecord<byte[], byte[]> record, String reason);
  }

  /** Postgres failed at it. */
  public static final class Failed extends RuntimeException {
    private Failed(SQLException cause) {
      super(cause.getMessage(), cause);
    }
  }

  public EventFold(String topic, Supplier<? extends DataSource> source, Observer observer) {
    this.offsets = new OffsetTable(topic);
    this.database = new Database(source, EventFold::fail);
    this.feed = Feeds.events(topic, observer::read);
    this.observer = observer;
  }

  /** The views have nothing of this partition and go on at the offset. */
  public void begin(int partition, UUID topicId, long offset) {
    LogPart part = new LogPart(null, partition, topicId, offset, offset);
    database.transaction(
        connection -> {
          offsets.begin(connection, part, offset);
          return null;
        });
  }

  /**
   * In one transaction, if the views stand at {@code from}. Several threads may write, each its own
   * partitions.
   *
   * @param next where they stand afterwards
   */
  public void write(
      List<ConsumerRecord<byte[], byte[]>> records,
      Map<Integer, Long> from,
      Map<Integer, Long> next) {
    new BatchWriter(feed, database, observer::leftOut)
        .write(new Stretch(records, from, next), Map.of());
  }

  /** Counts batch jobs whose rows are there without events. */
  public static void count(Connection connection, int partition, List<JobHeader> jobs)
      throws SQLException {
    Tallies tallies = new Tallies();
    jobs.forEach(job -> tallies.change(partition, null, job));
    StatisticsTable.add(connection, tallies);
    BacklogTable.add(connection, tallies);
  }

  private static void fail(SQLException cause, int tries) {
    throw new Failed(cause);
  }
}
