package dev.windlass.bench;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process of {@code ./windlass up}, on a free port; its last lines are kept. */
final class ProgramProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LINES_KEPT = 200;

  private final Process process;
  private final CompletableFuture<String> url = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  private ProgramProcess(Process process) {
    this.process = process;
  }

  /** With this process' environment and what goes over it. */
  static ProgramProcess start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("./windlass", "up").redirectErrorStream(true);
    builder.environment().put("WINDLASS_PORT", "0");
    builder.environment().putAll(environment);
    ProgramProcess started = new ProgramProcess(builder.start());
    Runtime.getRuntime().addShutdownHook(new Thread(started.process::destroyForcibly));
    Thread.ofPlatform().daemon().name("program-output").start(started::read);
    return started;
  }

  void awaitReady() {
    Await.until(
        "the program is ready", PATIENCE, () -> Http.get(url("/q/health/ready")).status() == 200);
  }

  String url(String path) {
    try {
      return url.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) + path;
    } catch (Exception e) {
      throw new IllegalStateException("The program did not start:\n" + lastLines(), e);
    }
  }

  Api api() {
    return new Api(url(""));
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  String lastLines() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  /** So that its heap holds only what is in use. */
  void collectGarbage() throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = Long.toString(process.pid());
    Process collecting =
        new ProcessBuilder(jcmd, pid, "GC.run").redirectOutput(Redirect.DISCARD).start();
    if (collecting.waitFor() != 0) {
      throw new IllegalStateException("jcmd " + pid + " GC.run ended with " + collecting);
    }
  }

  /** SIGKILL. */
  void kill() throws Exception {
    Signals.kill(handle());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        notice(line);
      }
    } catch (IOException e) {
      notice(e.toString());
    }
    url.completeExceptionally(new IllegalStateException("it ended"));
  }

  private void notice(String line) {
    synchronized (lastLines) {
      lastLines.add(line);
      if (lastLines.size() > LINES_KEPT) {
        lastLines.remove();
      }
    }
    Matcher matcher = LISTENING.matcher(line);
    if (matcher.find()) {
      url.complete(matcher.group(1));
    }
  }
}
