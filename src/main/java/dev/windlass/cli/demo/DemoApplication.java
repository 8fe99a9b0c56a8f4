package dev.windlass.cli.demo;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Target;
import dev.windlass.cli.follow.Progress;
import dev.windlass.cli.follow.Standing;
import dev.windlass.cli.terminal.Terminal;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** Runs the demo inside the started program, as a client of its API. */
public final class DemoApplication implements QuarkusApplication {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration LINE_EVERY = Duration.ofSeconds(1);
  private static final int NOT_ACCOUNTED_FOR = 1;

  private final PrintStream out = System.out;

  /** The arguments that {@link #run} understands. */
  public static String[] arguments(Path cities, int rows, Path result) {
    return new String[] {cities.toString(), Integer.toString(rows), result.toString()};
  }

  @Override
  public int run(String... arguments) {
    Cities cities = Cities.read(Path.of(arguments[0])).first(Integer.parseInt(arguments[1]));
    try (Interruption interruption = Interruption.ofThisThread()) {
      return run(cities, Path.of(arguments[2]), interruption);
    }
  }

  private int run(Cities cities, Path result, Interruption interruption) {
    try (DemoTarget target = DemoTarget.start();
        Api api = new Api(Target.at(address()))) {
      return tell(cities, target, new DemoCalls(api), result);
    } catch (InterruptedException e) {
      return ExitCode.INTERRUPTED.code();
    } catch (IOException | ClientFailure e) {
      if (interruption.happened()) {
        return ExitCode.INTERRUPTED.code();
      }
      out.println("The demo can't go on: " + reason(e));
      return NOT_ACCOUNTED_FOR;
    }
  }

  private int tell(Cities cities, DemoTarget target, DemoCalls api, Path result)
      throws IOException, InterruptedException {
    awaitReady(api);
    out.println("API     " + api.address());
    out.println("Target  " + target.url());
    out.println();
    DemoRun run;
    Standing end;
    try (Progress progress = Progress.on(Terminal.ofOutput(), out, 1, LINE_EVERY)) {
      run = new DemoRun(api, target, cities, progress);
      end = run.run();
    }
    return new Report(cities, target, out).tell(api, run, end, result) ? 0 : NOT_ACCOUNTED_FOR;
  }

  private static void awaitReady(DemoCalls api) throws InterruptedException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (!api.isReady()) {
      if (System.nanoTime() - deadline > 0) {
        throw new ClientFailure(
            ExitCode.UNAVAILABLE,
            "the program is not ready after %d s; its log may tell why"
                .formatted(READY.toSeconds()));
      }
      Thread.sleep(STEP);
    }
  }

  /** With port 0 the real one is known when HTTP is up, which it is by now. */
  private static URI address() {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    return URI.create("http://127.0.0.1:" + port);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
