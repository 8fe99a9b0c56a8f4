package dev.windlass.coordinator;

import dev.windlass.job.JobId;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the store of batch jobs: a letter for the kind, the batch job, and a number where a job
 * has many of the kind. The kind comes first, so that after a take-over all grants, or all jobs
 * that send tasks, are read in a row without passing a million others.
 */
final class StateKey {
  enum Kind {
    HEADER('h'),
    DISPATCH('d'),
    INDEX('i'),
    MEMORY('m'),
    CREATION('c'),
    SNAPSHOT('s'),
    TOMBSTONE('t'),
    PAGE('p'),
    GRANT('g'),
    /** Of the last directive that was traced. */
    TRACE('r'),
    /** There is one, and it is empty, while the job may send tasks. */
    DISPATCHES('a'),
    /** Of no job: the highest offset of the directives topic that this partition has applied. */
    DIRECTIVES_OFFSET('o');

    final byte letter;

    Kind(char letter) {
      this.letter = (byte) letter;
    }
  }

  private static final int LENGTH = 1 + 16 + 8;
  private static final UUID LOWEST = new UUID(0, 0);
  private static final UUID HIGHEST = new UUID(-1, -1);

  private StateKey() {}

  static Bytes of(Kind kind, JobId job) {
    return key(kind, job.value(), 0);
  }

  static Bytes of(Kind kind, JobId job, long number) {
    return key(kind, job.value(), number);
  }

  static Bytes last(Kind kind, JobId job) {
    return key(kind, job.value(), -1);
  }

  static Bytes first(Kind kind) {
    return key(kind, LOWEST, 0);
  }

  static Bytes last(Kind kind) {
    return key(kind, HIGHEST, -1);
  }

  static JobId job(Bytes key) {
    ByteBuffer bytes = ByteBuffer.wrap(key.get());
    return new JobId(new UUID(bytes.getLong(1), bytes.getLong(9)));
  }

  private static Bytes key(Kind kind, UUID job, long number) {
    return Bytes.wrap(
        ByteBuffer.allocate(LENGTH)
            .put(kind.letter)
            .putLong(job.getMostSignificantBits())
            .putLong(job.getLeastSignificantBits())
            .putLong(number)
            .array());
  }
}
