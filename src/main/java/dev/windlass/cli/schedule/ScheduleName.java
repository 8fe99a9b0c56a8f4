package dev.windlass.cli.schedule;

import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.Reference;
import picocli.CommandLine.Parameters;

/** One schedule. */
final class ScheduleName {
  @Parameters(paramLabel = "SCHEDULE", description = "namespace/name, or a name.")
  private String name;

  Reference reference() {
    return Reference.of(name, Reference.DEFAULT);
  }

  Route route() {
    return route(reference());
  }

  /** What is asked of it, such as its runs. */
  Route route(String part) {
    Reference reference = reference();
    return Route.of("v1", "schedules", reference.name(), part)
        .with("namespace", reference.namespace());
  }

  static Route route(Reference reference) {
    return Route.of("v1", "schedules", reference.name()).with("namespace", reference.namespace());
  }
}
