package dev.windlass.worker.handler;

/**
 * What became of an operation.
 *
 * @param error why it failed; null where it succeeded
 * @param output what it has to show, kept up to 32 KB; null where that is nothing
 */
public record Outcome(String error, String output) {
  private static final Outcome DONE = new Outcome(null, null);

  public static Outcome success() {
    return DONE;
  }

  public static Outcome success(String output) {
    return output == null ? DONE : new Outcome(null, output);
  }

  public static Outcome failure(String error) {
    return new Outcome(error == null || error.isBlank() ? "no reason was given" : error, null);
  }

  public boolean failed() {
    return error != null;
  }
}
