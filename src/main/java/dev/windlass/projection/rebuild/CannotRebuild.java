package dev.windlass.projection.rebuild;

/** Says what is in the way, and the way out. The live views are untouched. */
public final class CannotRebuild extends RuntimeException {
  public CannotRebuild(String message) {
    super(message);
  }

  CannotRebuild(String message, Throwable cause) {
    super(message, cause);
  }
}
