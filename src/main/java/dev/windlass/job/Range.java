package dev.windlass.job;

/** Neighbouring sub-jobs. */
public record Range(int from, int count) {
  public int end() {
    return from + count;
  }
}
