package dev.windlass.access;

/** All places are taken, or all that one identity may have of them; the message says which. */
public final class NoPlaceException extends RuntimeException {
  NoPlaceException(String message) {
    super(message);
  }
}
