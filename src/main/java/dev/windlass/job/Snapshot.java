package dev.windlass.job;

/**
 * The definition as the sender of a start read it, or the reason why there is none to start ({@code
 * problem}). It travels once per epoch, so that editing or deleting a definition never changes what
 * runs.
 */
public record Snapshot(String problem, Definition definition) {
  public static Snapshot of(Definition definition) {
    return new Snapshot(null, definition);
  }

  public static Snapshot missing(String problem) {
    return new Snapshot(problem, null);
  }
}
