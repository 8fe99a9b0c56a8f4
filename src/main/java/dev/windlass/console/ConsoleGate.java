package dev.windlass.console;

import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The console lives on the API: a process that does not play the role api has neither. Its files
 * are served before any resource is looked for, so that this is no work for the API's own gate.
 */
@ApplicationScoped
class ConsoleGate {
  private static final int EARLY = 1000;
  private static final int NOT_FOUND = 404;

  private final Roles roles;

  ConsoleGate(Roles roles) {
    this.roles = roles;
  }

  void close(@Observes Filters filters) {
    if (!roles.plays(Role.API)) {
      filters.register(this::refuse, EARLY);
    }
  }

  private void refuse(RoutingContext request) {
    if (!isOfTheConsole(request.normalizedPath())) {
      request.next();
      return;
    }
    request
        .response()
        .setStatusCode(NOT_FOUND)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
        .end("This process plays %s: ask one with the role api.%n".formatted(roles.roles()));
  }

  static boolean isOfTheConsole(String path) {
    return path.equals("/") || path.equals("/index.html") || path.startsWith("/static/");
  }
}
