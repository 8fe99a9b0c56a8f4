package dev.windlass.coordinator;

import dev.windlass.job.Deadline;
import dev.windlass.job.JobId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Deadlines in the order in which they are due. When the first is due is kept in memory too,
 * because the clock is looked at a hundred times a second and mostly nothing is. Only what is due
 * soon is ever looked for: to begin with, an iteration over the store copies all keys of its cache
 * that it may come to.
 */
final class DeadlineStore {
  static final String NAME = "deadlines";

  private static final int KIND_AT = 8 + 16;
  private static final Bytes FIRST = Bytes.wrap(new byte[0]);

  /** How far ahead it is looked, and how far ahead it must be known what is due. */
  private static final long AHEAD_MILLIS = 10 * Ticking.IDLE.toMillis();

  private static final long KNOWN_MILLIS = Ticking.IDLE.toMillis();

  private final KeyValueStore<Bytes, byte[]> store;

  /** Nothing is known before the first look. */
  private long firstDue;

  private long lookedUntil;

  DeadlineStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  static Bytes key(Instant at, JobId job, Deadline.Kind kind) {
    byte[] name = kind.name().getBytes(StandardCharsets.US_ASCII);
    return Bytes.wrap(
        ByteBuffer.allocate(KIND_AT + name.length)
            .putLong(notBefore(at))
            .putLong(job.value().getMostSignificantBits())
            .putLong(job.value().getLeastSignificantBits())
            .put(name)
            .array());
  }

  /** Whole milliseconds, rounded up: a deadline that came too early would do nothing. */
  private static long notBefore(Instant at) {
    return at.plusNanos(999_999).toEpochMilli();
  }

  void set(Bytes key) {
    store.put(key, StateCodec.EMPTY);
    firstDue = Math.min(firstDue, due(key));
  }

  /** Of the next that is known; what is due before the clock is looked at again always is. */
  Instant firstDue() {
    return Instant.ofEpochMilli(firstDue);
  }

  /** Takes out those that are due, so many at most. */
  List<Deadline.Due> takeDue(Instant now, int most) {
    long millis = now.toEpochMilli();
    if (millis < firstDue && millis + KNOWN_MILLIS < lookedUntil) {
      return List.of();
    }
    List<Bytes> due = new ArrayList<>();
    lookedUntil = millis + AHEAD_MILLIS;
    firstDue = collect(millis, most, due);
    due.forEach(store::delete);
    return due.stream().map(DeadlineStore::deadline).toList();
  }

  private long collect(long now, int most, List<Bytes> due) {
    Bytes end = Bytes.wrap(ByteBuffer.allocate(8).putLong(lookedUntil).array());
    try (KeyValueIterator<Bytes, byte[]> next = store.range(FIRST, end)) {
      while (next.hasNext()) {
        Bytes key = next.next().key;
        if (due(key) > now || due.size() == most) {
          return due(key);
        }
        due.add(key);
      }
    }
    return Long.MAX_VALUE;
  }

  private static long due(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong();
  }

  private static Deadline.Due deadline(Bytes key) {
    ByteBuffer bytes = ByteBuffer.wrap(key.get());
    JobId job = new JobId(new UUID(bytes.getLong(8), bytes.getLong(16)));
    String kind =
        new String(key.get(), KIND_AT, key.get().length - KIND_AT, StandardCharsets.US_ASCII);
    return new Deadline.Due(job, Deadline.Kind.valueOf(kind));
  }
}
