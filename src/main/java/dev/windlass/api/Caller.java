package dev.windlass.api;

import jakarta.ws.rs.core.SecurityContext;

/** Who asks; without authentication, nobody knows. */
final class Caller {
  static final String ANONYMOUS = "anonymous";

  private Caller() {}

  static String of(SecurityContext context) {
    return context.getUserPrincipal() == null || context.getUserPrincipal().getName().isEmpty()
        ? ANONYMOUS
        : context.getUserPrincipal().getName();
  }
}
