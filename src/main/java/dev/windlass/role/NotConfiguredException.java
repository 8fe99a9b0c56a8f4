package dev.windlass.role;

/** Something has to be configured before the program can start; the message names the settings. */
public final class NotConfiguredException extends RuntimeException {
  public NotConfiguredException(String message) {
    super(message);
  }
}
