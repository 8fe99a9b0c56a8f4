package dev.windlass.job;

/**
 * The definition as the sender of a start read it, or the reason why there is none to start ({@code
 * problem}). It travels once per epoch, so that editing or deleting a definition never changes what
 * runs.
 */
public record Snapshot(String problem, Definition definition) {
  /** It becomes the failureReason, and the header has 4 KB for everything. */
  public static final int LONGEST_PROBLEM = 500;

  public Snapshot {
    problem = cut(problem);
  }

  public static Snapshot of(Definition definition) {
    return new Snapshot(null, definition);
  }

  public static Snapshot missing(String problem) {
    return new Snapshot(problem, null);
  }

  /** At most {@link #LONGEST_PROBLEM} characters of it, and never half a character. */
  static String cut(String problem) {
    if (problem == null || problem.length() <= LONGEST_PROBLEM) {
      return problem;
    }
    int end = LONGEST_PROBLEM - 1;
    return problem.substring(0, Character.isHighSurrogate(problem.charAt(end - 1)) ? end - 1 : end)
        + "\u2026";
  }
}
