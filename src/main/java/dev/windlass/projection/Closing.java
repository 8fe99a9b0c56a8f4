package dev.windlass.projection;

/** The role ends while something waits or is tried again. */
final class Closing extends RuntimeException {
  Closing() {
    super("the projection ends");
  }
}
