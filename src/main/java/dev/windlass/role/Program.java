package dev.windlass.role;

import dev.windlass.embedded.EmbeddedServers;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.QuarkusBindException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The life of one process, from its servers to its exit code. */
public final class Program {
  private Program() {}

  /**
   * What the command line says; what it leaves open is configuration.
   *
   * @param banner whether the servers that come with the program are announced
   */
  public record Options(Optional<Path> data, Optional<Integer> port, boolean banner) {}

  /** Starts everything, lets the application run, and gives its exit code. */
  public static int run(
      Options options, Class<? extends QuarkusApplication> application, String... arguments) {
    // Where Netty finds dev.windlass.api.RequestHeads.
    System.setProperty("io.netty.bootstrap.extensions", "serviceload");
    options.port().ifPresent(port -> System.setProperty("quarkus.http.port", port.toString()));
    StartSettings settings = StartSettings.read();
    EmbeddedPlan plan =
        EmbeddedPlan.of(settings, options.data().orElse(settings.embedded().data()));
    try (OrderlyEnd end = new OrderlyEnd()) {
      if (plan.isNeeded()) {
        EmbeddedServers servers = plan.start();
        end.thenClose(servers);
        if (options.banner()) {
          plan.announce(servers);
        }
      }
      AtomicInteger code = new AtomicInteger();
      Quarkus.run(application, (exit, problem) -> code.set(report(exit, problem)), arguments);
      return code.get();
    }
  }

  /** What goes wrong before the log is configured would otherwise be silent. */
  private static int report(int exit, Throwable problem) {
    if (problem != null && !isPortTaken(problem)) {
      problem.printStackTrace();
    }
    return exit;
  }

  /** The one mistake that everybody makes is a sentence, not a stack trace. */
  private static boolean isPortTaken(Throwable problem) {
    return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
        .filter(QuarkusBindException.class::isInstance)
        .peek(taken -> System.err.println(taken.getMessage() + ". Name another one with --port."))
        .findFirst()
        .isPresent();
  }
}
