package dev.windlass.job;

/**
 * A sub-job that has begun and not ended: where it continues (the next operation), its operations
 * done and failed so far, and the number of the attempt (1 + hand-outs after it had begun).
 */
public record Begun(int index, long iteration, int caseIndex, long done, long failed, int attempt) {
  public static Begun fresh(int index) {
    return new Begun(index, 0, 0, 0, 0, 1);
  }

  /** An attempt that did nothing leaves nothing to remember. */
  public boolean untouched() {
    return done == 0 && attempt == 1;
  }

  public Begun nextAttempt() {
    return ofAttempt(attempt + 1);
  }

  /** Attempts are counted by the coordinator, whatever a worker says. */
  public Begun ofAttempt(int number) {
    return new Begun(index, iteration, caseIndex, done, failed, number);
  }
}
