package dev.windlass.coordinator;

import dev.windlass.coordinator.StateKey.Kind;
import dev.windlass.job.DispatchState;
import dev.windlass.job.Grant;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The state records of the batch jobs of one partition. */
record JobStore(KeyValueStore<Bytes, byte[]> store) {
  static final String NAME = "jobs";

  private static final long NOTHING_APPLIED = -1;

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
    store.put(StateKey.first(Kind.DIRECTIVES_OFFSET), StateCodec.write(offset));
  }

  private <T> Optional<T> read(Bytes key, Class<T> type) {
    return Optional.ofNullable(store.get(key)).map(bytes -> StateCodec.read(bytes, type));
  }

  private void each(Bytes from, Bytes to, BiConsumer<Bytes, byte[]> visitor) {
    try (KeyValueIterator<Bytes, byte[]> records = store.range(from, to)) {
      records.forEachRemaining(record -> visitor.accept(record.key, record.value));
    }
  }
}
