package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.testkit.WindlassProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with nothing configured, as a first user runs it. */
@Timeout(120)
class UpIT {
  private static final int ENDED_BY_SIGTERM = 143;

  @TempDir private Path data;

  @Test
  void startsWithServersOfItsOwnAndEndsWithThem() throws Exception {
    assumeTrue(WindlassProcess.hasEmbeddedServers(), "built with -Dembedded=false");
    WindlassProcess program =
        WindlassProcess.start(Map.of(), "up", "--port", "0", "--data", data.toString());
    try {
      URI address = program.awaitListening();
      assertThat(get(address.resolve("/q/health/live"))).isEqualTo(200);
      assertThat(program.output())
          .contains("KAFKA_BOOTSTRAP_SERVERS", "QUARKUS_DATASOURCE_JDBC_URL", data.toString());
      ProcessHandle postgres = postgres();
      program.terminate();
      assertThat(program.awaitExit()).isEqualTo(ENDED_BY_SIGTERM);
      assertThat(Files.exists(postmaster())).as("the database ended before the program").isFalse();
      postgres.onExit().get();
    } finally {
      program.kill();
    }
  }

  @Test
  void refusesARoleThatIsNone() throws Exception {
    WindlassProcess program =
        WindlassProcess.start(Map.of("WINDLASS_ROLES", "api,pawl"), "up", "--port", "0");
    assertThat(program.awaitExit()).isEqualTo(2);
    assertThat(program.output()).contains("windlass.roles").contains("pawl");
  }

  @Test
  void aTakenPortIsOneSentence() throws Exception {
    assumeTrue(WindlassProcess.hasEmbeddedServers(), "built with -Dembedded=false");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      WindlassProcess program =
          WindlassProcess.start(Map.of(), "up", "--port", port, "--data", data.toString());
      assertThat(program.awaitExit()).isEqualTo(1);
      assertThat(program.output())
          .contains("Port already bound: " + port)
          .contains("Name another one with --port.")
          .doesNotContain("QuarkusBindException");
      assertThat(Files.exists(postmaster())).isFalse();
    }
  }

  private static int get(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  private ProcessHandle postgres() throws Exception {
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(postmaster()).getFirst()))
        .orElseThrow();
  }

  private Path postmaster() {
    return data.resolve("postgres").resolve("data").resolve("postmaster.pid");
  }
}
