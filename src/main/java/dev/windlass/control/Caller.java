package dev.windlass.control;

import jakarta.ws.rs.core.SecurityContext;

/** Who asks; without authentication, nobody knows. */
public final class Caller {
  public static final String ANONYMOUS = "anonymous";

  private Caller() {}

  public static String of(SecurityContext context) {
    return context.getUserPrincipal() == null || context.getUserPrincipal().getName().isEmpty()
        ? ANONYMOUS
        : context.getUserPrincipal().getName();
  }
}
