package dev.windlass.access;

/** So many keys from this address were wrong that the next one is not looked at. */
public final class TooManyFailuresException extends SecurityException {
  TooManyFailuresException(String address) {
    super("too many keys from " + address + " were wrong: try again in a minute");
  }
}
