package dev.windlass.control;

import dev.windlass.job.JobId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** Ids of new batch jobs: random ones, or in the slot of their serial key. */
final class JobIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private JobIds() {}

  /** {@code serialKey} is null for a definition that runs many at a time. */
  static JobId next(Instant now, String namespace, String serialKey) {
    int slot =
        serialKey == null ? RANDOM.nextInt(JobId.SLOTS) : slotOf(namespace + "/" + serialKey);
    return JobId.of(now, slot, RANDOM.nextLong());
  }

  /** The same for whoever sends the fire: there is one batch job for it. */
  static JobId ofFire(StoredSchedule stored, Instant at, String serialKey) {
    Schedule schedule = stored.schedule();
    String fire = schedule.reference() + "@" + stored.createdAt() + "@" + at;
    byte[] hash = sha256(fire.getBytes(StandardCharsets.UTF_8));
    String slotted = serialKey == null ? fire : schedule.namespace() + "/" + serialKey;
    return JobId.of(at, slotOf(slotted), ByteBuffer.wrap(hash).getLong());
  }

  /** The same for ever: all runs of a serial key must meet in one partition. */
  static int slotOf(String text) {
    return ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.UTF_8))).getInt()
        & JobId.SLOTS - 1;
  }

  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
