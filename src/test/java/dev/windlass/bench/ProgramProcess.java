package dev.windlass.bench;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.Signals;
import dev.windlass.testkit.WindlassProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One process of {@code ./windlass up}, on a free port. */
final class ProgramProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final WindlassProcess process;

  private ProgramProcess(WindlassProcess process) {
    this.process = process;
  }

  /** With this process' environment and what goes over it. */
  static ProgramProcess start(Map<String, String> environment) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("WINDLASS_PORT", "0");
    return new ProgramProcess(WindlassProcess.startScript(all, "up"));
  }

  void awaitReady() {
    Await.until(
        "the program is ready", PATIENCE, () -> Http.get(url("/q/health/ready")).status() == 200);
  }

  /** Once it listens; fails with its output where it ends before. */
  String url(String path) {
    try {
      return process.awaitListening() + path;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  Api api() {
    return new Api(url(""));
  }

  ProcessHandle handle() {
    return process.handle();
  }

  /** So that its heap holds only what is in use. */
  void collectGarbage() throws Exception {
    Jcmd.run(handle().pid(), "GC.run");
  }

  /** SIGKILL. */
  void kill() throws Exception {
    Signals.kill(handle());
  }

  @Override
  public void close() throws InterruptedException {
    process.terminate();
    process.awaitExit();
  }
}
