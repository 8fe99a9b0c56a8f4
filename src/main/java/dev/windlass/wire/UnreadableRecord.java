package dev.windlass.wire;

/** A record that is not what its topic holds: it goes, with this reason, to the dead letters. */
public final class UnreadableRecord extends RuntimeException {
  public UnreadableRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
