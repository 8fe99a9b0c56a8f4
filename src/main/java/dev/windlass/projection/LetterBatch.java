package dev.windlass.projection;

import dev.windlass.role.Role;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.Json;
import dev.windlass.wire.Topics;
import dev.windlass.wire.UnreadableRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Dead letters that go into one transaction. What is no letter is not put aside again, which would
 * come back here: it becomes a row as it is.
 */
final class LetterBatch implements Feed.Batch {
  private static final Logger LOG = Logger.getLogger(LetterBatch.class);
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** That of Kafka for the name of a topic. */
  private static final int LONGEST_NAME = 249;

  private final Topics topics;
  private final List<LetterTable.Row> rows = new ArrayList<>();

  LetterBatch(Topics topics) {
    this.topics = topics;
  }

  @Override
  public void add(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter letter = letter(record);
    rows.add(LetterTable.Row.of(record, letter, topics.kind(letter.topic())));
  }

  @Override
  public void write(Connection connection) throws SQLException {
    LetterTable.insert(connection, rows);
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
    try {
      return checked(Json.read(record.value(), DeadLetter.class));
    } catch (UnreadableRecord e) {
      LOG.warnf(
          "Not a dead letter: %s, %s-%d@%d",
          e.getMessage(), record.topic(), record.partition(), record.offset());
      return DeadLetter.of(
          record,
          Json.word(Role.PROJECTION),
          e.getMessage(),
          Instant.ofEpochMilli(record.timestamp()));
    }
  }

  private static DeadLetter checked(DeadLetter letter) {
    need(named(letter.topic()), "topic");
    need(named(letter.role()), "role");
    need(letter.reason() != null, "reason");
    need(letter.at() != null && letter.at().isAfter(FIRST) && letter.at().isBefore(LAST), "time");
    need(
        letter.headers() == null
            || letter.headers().stream().allMatch(h -> h != null && h.name() != null),
        "header's name");
    return letter;
  }

  private static boolean named(String name) {
    return name != null && name.length() <= LONGEST_NAME;
  }

  private static void need(boolean there, String what) {
    if (!there) {
      throw new UnreadableRecord("a DeadLetter without a usable " + what, null);
    }
  }
}
