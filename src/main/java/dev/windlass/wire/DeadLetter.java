package dev.windlass.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record that could not be read or applied, with the reason and its bytes: all of it, so that the
 * very same record can be sent again, or only its beginning where the letter would not fit into its
 * own topic.
 *
 * @param headers null where the letter is of a version that did not keep them
 * @param size bytes of the record's value, also of what was cut off; null where {@code headers} is
 * @param truncated true where this is not all of the record, else null
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    String role,
    String reason,
    Instant at,
    byte[] key,
    byte[] value,
    List<RecordHeader> headers,
    Integer size,
    Boolean truncated) {
  /**
   * The largest record that is kept whole. In base64 it grows by a third, and its topic takes 1 MB;
   * what this program itself sends is never as large ({@code windlass.topics.record-limit}).
   */
  public static final int MOST_BYTES = 640 * 1024;

  /** Of a record that is larger, enough to see what it is. */
  private static final int SHOWN_BYTES = 64 * 1024;

  private static final int SHOWN_KEY_BYTES = 16 * 1024;
  private static final int LONGEST_REASON = 2000;
  private static final int LONGEST_RECORD_KEY = 1024;

  /** A header of the record; its value may be null. */
  public record RecordHeader(String name, byte[] value) {
    /** At most what it takes in the letter, before base64. */
    private int weight() {
      return 32 + 6 * name.length() + (value == null ? 0 : value.length);
    }
  }

  public static DeadLetter of(
      ConsumerRecord<byte[], byte[]> record, String role, String reason, Instant at) {
    return new DeadLetter(
            record.topic(),
            record.partition(),
            record.offset(),
            role,
            reason,
            at,
            record.key(),
            record.value(),
            headers(record.headers()),
            length(record.value()),
            null)
        .fitting();
  }

  public static List<RecordHeader> headers(Headers headers) {
    List<RecordHeader> kept = new ArrayList<>();
    headers.forEach(header -> kept.add(new RecordHeader(header.key(), header.value())));
    return kept;
  }

  /** The same, cut where it would be too large for its topic. */
  public DeadLetter fitting() {
    int weight =
        length(key) + length(value) + headers.stream().mapToInt(RecordHeader::weight).sum();
    boolean cut = weight > MOST_BYTES;
    return new DeadLetter(
        topic,
        partition,
        offset,
        role,
        shortReason(),
        at,
        cut ? head(key, SHOWN_KEY_BYTES) : key,
        cut ? head(value, SHOWN_BYTES) : value,
        cut ? firstHeaders() : headers,
        size,
        cut ? true : null);
  }

  /** The key of the letter on its own topic: the record's, or the beginning of it. */
  public byte[] recordKey() {
    return head(key, LONGEST_RECORD_KEY);
  }

  /** It holds all that there was of the record, so that the same can be sent again. */
  public boolean whole() {
    return headers != null && !Boolean.TRUE.equals(truncated);
  }

  private String shortReason() {
    String text = reason == null ? "no reason is known" : reason;
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
  }

  private List<RecordHeader> firstHeaders() {
    List<RecordHeader> first = new ArrayList<>();
    int weight = 0;
    for (RecordHeader header : headers) {
      weight += header.weight();
      if (weight > SHOWN_BYTES) {
        break;
      }
      first.add(header);
    }
    return first;
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte[] head(byte[] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }
}
