package dev.windlass.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedServersIT {
  /** rebuild-views, a backup, somebody who looks. */
  private static final int BESIDE = 20;

  @TempDir private Path data;

  @BeforeAll
  static void quiet() {
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  @Test
  void goOnAfterARestart() throws Exception {
    try (EmbeddedServers servers = EmbeddedServers.start(KeptThings.all(data))) {
      KeptThings.write(servers);
    }
    try (EmbeddedServers servers = EmbeddedServers.start(KeptThings.all(data))) {
      assertThat(KeptThings.read(servers)).containsExactly("a record", "a row");
    }
  }

  @Test
  void goOnAfterAKill() throws Exception {
    Process child = child();
    child.destroyForcibly().waitFor();
    try (EmbeddedServers servers = EmbeddedServers.start(KeptThings.all(data))) {
      assertThat(KeptThings.read(servers)).containsExactly("a record", "a row");
    }
  }

  @Test
  void noDatabaseOutlivesAKilledProgram() throws Exception {
    Process child = child();
    ProcessHandle postgres = postgres().orElseThrow();
    child.destroyForcibly().waitFor();
    postgres.onExit().get();
    assertThat(postgres.isAlive()).isFalse();
  }

  @Test
  void endTheDatabaseWithThem() throws Exception {
    ProcessHandle postgres;
    try (EmbeddedServers servers = EmbeddedServers.start(KeptThings.all(data))) {
      postgres = postgres().orElseThrow();
      assertThat(postgres.isAlive()).isTrue();
    }
    postgres.onExit().get();
  }

  @Test
  void haveRoomInTheDatabaseBesideAFullPool() throws Exception {
    int pool =
        ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.max-size", Integer.class);
    List<Connection> connections = new ArrayList<>();
    try (EmbeddedServers servers = EmbeddedServers.start(KeptThings.all(data))) {
      for (int i = 0; i < pool + BESIDE; i++) {
        connections.add(KeptThings.connect(servers));
      }
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  @Test
  void twoProgramsCannotShareADirectory() {
    try (DataDirectory first = DataDirectory.open(data)) {
      assertThatThrownBy(() -> EmbeddedServers.start(KeptThings.all(data)))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessage(
              "The data directory %s is in use by process %d. Stop that program, or name another directory with --data.",
              first.path(), ProcessHandle.current().pid());
    }
  }

  /** A JVM that has started the servers and written. */
  private Process child() throws IOException {
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KeptThings.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader output = child.inputReader();
    assertThat(output.lines().filter("written"::equals).findFirst()).isPresent();
    return child;
  }

  private Optional<ProcessHandle> postgres() throws IOException {
    Path file = data.resolve("postgres").resolve("data").resolve("postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()));
  }
}
