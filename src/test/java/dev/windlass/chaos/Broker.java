package dev.windlass.chaos;

import dev.windlass.embedded.FreePort;
import dev.windlass.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A broker in a process of its own: it comes back on the same data and the same port. */
final class Broker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path data;
  private final String name;
  private final int port = FreePort.find();
  private int starts;
  private Path log;
  private Process process;

  /** Every start has a log of its own: {@code <name>-1.log} and so on. */
  Broker(Path data, String name) {
    this.data = data;
    this.name = name;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void start() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                BrokerMain.class.getName(),
                data.toString(),
                Integer.toString(port)));
    log = Journal.file(name + "-" + ++starts + ".log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    process = builder.start();
    Await.until("the broker is up", PATIENCE, () -> isUp() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException("The broker ended:\n" + Files.readString(log));
    }
    Journal.tell("the broker is up");
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, which gives it no time for anything. */
  void kill() throws InterruptedException {
    Journal.tell("kill -9 broker");
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, and waits for its end. */
  void stop() throws InterruptedException {
    Journal.tell("SIGTERM broker");
    process.destroy();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      stop();
    }
  }

  private boolean isUp() throws IOException {
    return Files.readString(log).contains(BrokerMain.UP);
  }
}
