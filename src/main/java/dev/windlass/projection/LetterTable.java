package dev.windlass.projection;

import dev.windlass.view.LetterId;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.Json;
import dev.windlass.wire.TopicKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The table {@code dead_letter}, and how many it holds in {@code dead_letter_count}. */
final class LetterTable {
  private static final String INSERT =
      """
      with added as (
        insert into dead_letter
          (id, letter_partition, letter_offset, topic, partition, record_offset, kind, role,
           reason, parked_at, record_key, value, headers, value_bytes, truncated)
        select id, letter_partition, letter_offset, topic, partition, record_offset, kind, role,
          reason, parked_at, decode(record_key, 'base64'), decode(value, 'base64'),
          decode(headers, 'base64'), value_bytes, truncated
        from json_to_recordset(cast(? as json)) as row
          (id text, letter_partition int, letter_offset bigint, topic text, partition int,
           record_offset bigint, kind text, role text, reason text, parked_at timestamptz,
           record_key text, value text, headers text, value_bytes bigint, truncated boolean)
        on conflict do nothing
        returning kind)
      insert into dead_letter_count as known (kind, letters, redriven)
      select kind, count(*), 0 from added group by kind order by kind
      on conflict (kind) do update set letters = known.letters + excluded.letters
      """;

  private static final String FORGET =
      """
      with gone as (
        delete from dead_letter where ctid = any(array(
          select ctid from dead_letter where parked_at < ? limit ?))
        returning id, kind),
      redriven as (
        delete from dead_letter_redrive using gone where letter_id = id returning kind),
      sums as (
        select kind, count(*) as letters,
          (select count(*) from redriven where redriven.kind = gone.kind) as redriven
        from gone group by kind),
      counted as (
        update dead_letter_count as known
        set letters = known.letters - sums.letters, redriven = known.redriven - sums.redriven
        from sums where known.kind = sums.kind)
      select count(*) from gone
      """;

  record Row(
      String id,
      int letterPartition,
      long letterOffset,
      String topic,
      int partition,
      long recordOffset,
      TopicKind kind,
      String role,
      String reason,
      Instant parkedAt,
      byte[] recordKey,
      byte[] value,
      byte[] headers,
      long valueBytes,
      boolean truncated) {
    static Row of(ConsumerRecord<byte[], byte[]> at, DeadLetter letter, TopicKind kind) {
      int length = letter.value() == null ? 0 : letter.value().length;
      return new Row(
          LetterId.of(at.partition(), at.offset()),
          at.partition(),
          at.offset(),
          letter.topic(),
          letter.partition(),
          letter.offset(),
          kind,
          letter.role(),
          letter.reason(),
          letter.at(),
          letter.key(),
          letter.value(),
          letter.headers() == null ? null : Json.write(letter.headers()),
          letter.size() == null ? length : letter.size(),
          Boolean.TRUE.equals(letter.truncated()));
    }
  }

  private LetterTable() {}

  static void insert(Connection connection, Collection<Row> rows) throws SQLException {
    Rows.update(connection, INSERT, rows);
  }

  /** Deletes the letters that are older, so many at most; says how many they were. */
  static int forget(Connection connection, Instant before, int most) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setTimestamp(1, Timestamp.from(before));
      statement.setInt(2, most);
      ResultSet gone = statement.executeQuery();
      gone.next();
      return gone.getInt(1);
    }
  }
}
