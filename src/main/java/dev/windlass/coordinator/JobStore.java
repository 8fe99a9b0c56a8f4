package dev.windlass.coordinator;

import dev.windlass.coordinator.StateKey.Kind;
import dev.windlass.job.DispatchState;
import dev.windlass.job.Grant;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The state records of the batch jobs of one partition. Those in use last are kept as they are,
 * besides their bytes: one batch job is decided upon several times in a row, and reading its
 * records again each time was a sixth of the coordinator's work. Nobody else writes them, and they
 * never change.
 */
final class JobStore {
  static final String NAME = "jobs";

  private static final long NOTHING_APPLIED = -1;
  private static final int MOST_RECENT = 1024;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Bytes, Object> recent =
      new LinkedHashMap<>(MOST_RECENT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Object> eldest) {
          return size() > MOST_RECENT;
        }
      };

  JobStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void write(Change change) {
    store.put(change.key(), change.value());
    if (change.record() == null) {
      recent.remove(change.key());
    } else {
      recent.put(change.key(), change.record());
    }
  }

  /**
   * @param record what {@code value} is the bytes of; null where the record is deleted, or empty
   */
  record Change(Bytes key, byte[] value, Object record) {}

  Optional<JobHeader> header(JobId job) {
    return read(Kind.HEADER, job, JobHeader.class);
  }

  DispatchState dispatch(JobId job) {
    return read(Kind.DISPATCH, job, DispatchState.class).orElse(DispatchState.NEW);
  }

  <T> Optional<T> read(Kind kind, JobId job, Class<T> type) {
    return read(StateKey.of(kind, job), type);
  }

  <T> Optional<T> read(Kind kind, JobId job, long number, Class<T> type) {
    return read(StateKey.of(kind, job, number), type);
  }

  List<Grant> grants(JobId job) {
    List<Grant> grants = new ArrayList<>();
    each(
        StateKey.of(Kind.GRANT, job),
        StateKey.last(Kind.GRANT, job),
        (key, value) -> grants.add(StateCodec.read(value, Grant.class)));
    return grants;
  }

  void eachGrant(BiConsumer<JobId, Grant> visitor) {
    each(
        StateKey.first(Kind.GRANT),
        StateKey.last(Kind.GRANT),
        (key, value) -> visitor.accept(StateKey.job(key), StateCodec.read(value, Grant.class)));
  }

  /** Batch jobs that may send tasks. */
  void eachThatDispatches(Consumer<JobId> visitor) {
    each(
        StateKey.first(Kind.DISPATCHES),
        StateKey.last(Kind.DISPATCHES),
        (key, value) -> visitor.accept(StateKey.job(key)));
  }

  /** The keys of all that is stored of a batch job. */
  List<Bytes> keysOf(JobId job) {
    List<Bytes> keys = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      each(StateKey.of(kind, job), StateKey.last(kind, job), (key, value) -> keys.add(key));
    }
    return keys;
  }

  long directivesOffset() {
    return read(StateKey.first(Kind.DIRECTIVES_OFFSET), Long.class).orElse(NOTHING_APPLIED);
  }

  void directivesOffset(long offset) {
    write(new Change(StateKey.first(Kind.DIRECTIVES_OFFSET), StateCodec.write(offset), offset));
  }

  private <T> Optional<T> read(Bytes key, Class<T> type) {
    Object known = recent.get(key);
    if (known != null) {
      return Optional.of(type.cast(known));
    }
    Optional<T> stored =
        Optional.ofNullable(store.get(key)).map(bytes -> StateCodec.read(bytes, type));
    stored.ifPresent(record -> recent.put(key, record));
    return stored;
  }

  private void each(Bytes from, Bytes to, BiConsumer<Bytes, byte[]> visitor) {
    try (KeyValueIterator<Bytes, byte[]> records = store.range(from, to)) {
      records.forEachRemaining(record -> visitor.accept(record.key, record.value));
    }
  }
}
