package dev.windlass.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Somebody brings a key, from an address. */
final class KeyRequest extends BaseAuthenticationRequest {
  private final String key;
  private final String from;

  KeyRequest(String key, String from) {
    this.key = key;
    this.from = from;
  }

  String key() {
    return key;
  }

  String from() {
    return from;
  }
}
