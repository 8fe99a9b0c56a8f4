package dev.windlass.view;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.windlass.wire.DeadLetter.RecordHeader;
import dev.windlass.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A dead letter as a list shows it.
 *
 * @param offset of the record; -1 where it came from no topic
 * @param preview the first bytes of the value, one more than {@link #PREVIEW} where there are more
 * @param headers null where they were not kept
 * @param redrive null where it was never sent again
 */
public record DeadLetterRow(
    String id,
    String topic,
    int partition,
    long offset,
    String role,
    String reason,
    Instant parkedAt,
    byte[] key,
    byte[] preview,
    List<RecordHeader> headers,
    long valueBytes,
    boolean truncated,
    Redrive redrive,
    Cursor cursor) {
  public static final int PREVIEW = 256;
  private static final TypeReference<List<RecordHeader>> HEADERS = new TypeReference<>() {};

  /** How often it was sent again, and when, by whom and to which place the last time. */
  public record Redrive(int times, Instant at, String by, int partition, long offset) {}

  /** All that there was of the record is here. */
  public boolean whole() {
    return headers != null && !truncated;
  }

  static DeadLetterRow of(DeadLetterColumns row) {
    return new DeadLetterRow(
        row.id(),
        row.topic(),
        row.partition(),
        row.recordOffset(),
        row.role(),
        row.reason(),
        row.parkedAt(),
        row.recordKey(),
        row.preview(),
        headers(row),
        row.valueBytes(),
        row.truncated(),
        row.times() == null
            ? null
            : new Redrive(
                row.times(),
                row.redrivenAt(),
                row.redrivenBy(),
                row.nowPartition(),
                row.nowOffset()),
        Cursor.of(row.parkedAt(), row.letterPartition(), row.letterOffset()));
  }

  private static List<RecordHeader> headers(DeadLetterColumns row) {
    try {
      return row.headers() == null ? null : Json.MAPPER.readValue(row.headers(), HEADERS);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the headers of dead letter " + row.id() + " cannot be read: " + e.getMessage(), e);
    }
  }
}
