package dev.windlass.job;

import java.time.Instant;
import java.util.UUID;

/**
 * The id of a batch job: a UUIDv8 of 48 bits time, 12 bits slot, 38 bits random or hash, and 24
 * bits that are zero here and "sub-job index + 1" in the ids of its sub-jobs. A sub-job's id is
 * turned back into its batch job without a look-up, and the slot says which partition the job lives
 * in.
 */
public record JobId(UUID value) implements Comparable<JobId> {
  public static final int SLOTS = 4096;
  private static final long INDEX_MASK = 0xFF_FFFFL;
  private static final long TAIL_MASK = (1L << 38) - 1;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  public JobId {
    if (value.version() != 8 || value.variant() != 2) {
      throw new IllegalArgumentException(
          value + " is not a batch job's id: it must be a UUID of version 8");
    }
    if ((value.getLeastSignificantBits() & INDEX_MASK) != 0) {
      throw new IllegalArgumentException(value + " is a sub-job's id, not a batch job's");
    }
  }

  /**
   * The id made of a time, a slot and 38 bits that are random, or a hash where the same request
   * must give the same id.
   */
  public static JobId of(Instant time, int slot, long tail) {
    if (slot < 0 || slot >= SLOTS) {
      throw new IllegalArgumentException("slot " + slot + " is not in 0.." + (SLOTS - 1));
    }
    long high = (time.toEpochMilli() & 0xFFFF_FFFF_FFFFL) << 16 | 0x8000L | slot;
    long low = VARIANT | (tail & TAIL_MASK) << 24;
    return new JobId(new UUID(high, low));
  }

  public static JobId parse(String text) {
    return new JobId(parseUuid(text));
  }

  /** The batch job that a sub-job's id belongs to. */
  public static JobId ofSubJob(UUID subJob) {
    return new JobId(
        new UUID(subJob.getMostSignificantBits(), subJob.getLeastSignificantBits() & ~INDEX_MASK));
  }

  /** The index in a sub-job's id, or -1 where it is the id of a batch job. */
  public static int indexOf(UUID subJob) {
    return (int) (subJob.getLeastSignificantBits() & INDEX_MASK) - 1;
  }

  /** UUID.fromString takes shortened groups; an id has exactly one spelling here. */
  public static UUID parseUuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException(text + " is not a UUID of 36 characters");
    }
    return uuid;
  }

  public UUID subJob(int index) {
    return new UUID(value.getMostSignificantBits(), value.getLeastSignificantBits() | index + 1);
  }

  public Instant time() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
  }

  public int slot() {
    return (int) (value.getMostSignificantBits() & 0xFFF);
  }

  public int partition(int partitions) {
    return partitionOf(slot(), partitions);
  }

  public static int partitionOf(int slot, int partitions) {
    return slot * partitions / SLOTS;
  }

  @Override
  public int compareTo(JobId other) {
    return Long.compareUnsigned(
                value.getMostSignificantBits(), other.value.getMostSignificantBits())
            != 0
        ? Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits())
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
