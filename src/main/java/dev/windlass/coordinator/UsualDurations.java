package dev.windlass.coordinator;

import dev.windlass.job.DispatchState;
import dev.windlass.job.JobHeader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long sub-jobs took lately, by the definition that they ran, as the batch jobs of one
 * partition have found it: so that the next one need not begin with grants of one sub-job to find
 * it out. It is a guess, and nobody misses it after a take-over.
 */
final class UsualDurations {
  private static final int MOST_KEPT = 1000;

  private final Map<Key, Long> micros =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private record Key(String definition, int version) {}

  void learn(JobHeader header, DispatchState dispatch) {
    if (dispatch.estimateMicros() > 0) {
      micros.put(
          new Key(header.definition(), header.definitionVersion()), dispatch.estimateMicros());
    }
  }

  /** 0 where nothing is known. */
  long micros(String definition, int version) {
    return micros.getOrDefault(new Key(definition, version), 0L);
  }
}
