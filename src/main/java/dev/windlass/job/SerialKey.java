package dev.windlass.job;

/** Who runs under a serial key, and who waits for it: at most one. */
public record SerialKey(JobId active, JobId queued) {
  public static final SerialKey FREE = new SerialKey(null, null);
}
