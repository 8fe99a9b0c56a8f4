package dev.windlass.wire;

/** A topic that exists and is not what the configuration says: the program does not start. */
public final class UnusableTopic extends RuntimeException {
  public UnusableTopic(String message) {
    super(message);
  }
}
