package dev.windlass.embedded;

/** An embedded server can't be started; the message says what to do about it. */
public final class EmbeddedStartException extends RuntimeException {
  public EmbeddedStartException(String message) {
    super(message);
  }

  public EmbeddedStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
