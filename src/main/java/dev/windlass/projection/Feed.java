package dev.windlass.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic and what becomes of its records. */
interface Feed {
  /** A word for logs and metrics. */
  String name();

  String topic();

  /** Such a log may begin anywhere: what it lost has been overwritten, or was to go. */
  boolean compacted();

  Batch batch();

  /** Records that go into one transaction. */
  interface Batch {
    /** Throws for a record that is to be put aside: what could be read of it is in the batch. */
    void add(ConsumerRecord<byte[], byte[]> record);

    void write(Connection connection) throws SQLException;

    default Mark mark(int partition) {
      return Mark.NONE;
    }
  }

  /**
   * What is stored beside the offset.
   *
   * @param directivesOffset the highest directive that these records answer; -1 is none
   */
  record Mark(long directivesOffset, Instant eventTime) {
    static final Mark NONE = new Mark(-1, null);

    Mark and(Mark later) {
      return new Mark(
          Math.max(directivesOffset, later.directivesOffset),
          later.eventTime == null ? eventTime : later.eventTime);
    }
  }
}
