package dev.windlass.access;

import io.quarkus.security.AuthenticationFailedException;

/** So many keys from this address were wrong that the next one is not looked at. */
public final class TooManyFailuresException extends AuthenticationFailedException {
  TooManyFailuresException(String address) {
    super("too many keys from " + address + " were wrong: try again in a minute");
  }
}
