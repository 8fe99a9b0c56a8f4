package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.WindlassProcess;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command beside the packaged program, and alone. */
@Timeout(360)
class RebuildViewsIT {
  @TempDir private Path data;

  @Test
  void viewsAreComparedAndPutRightWhileTheProgramRunsAndAfterwards() throws Exception {
    assumeTrue(WindlassProcess.hasEmbeddedServers(), "built with -Dembedded=false");
    WindlassProcess program =
        WindlassProcess.start(Map.of(), "up", "--port", "0", "--data", data.toString());
    String job;
    try {
      job = runTwice(program.awaitListening().toString());
      rebuild(0, "--check").contains("equal                           1", "what the log tells");
      corrupt("update batch_job set status = 'running'");
      corrupt("update sub_job_page set statuses = 'w40'");
      rebuild(1, "--check")
          .contains("batch_job " + job + ": status is running, the log says ")
          .contains("sub_job_page " + job + " 0: statuses is w40, the log says")
          .contains("Nothing was changed");
      rebuild(0).contains("What differed is put right");
    } finally {
      program.terminate();
      program.awaitExit();
    }
    rebuild(0, "--check").contains("what the log tells");
  }

  @Test
  void withoutServersItSaysWhatToName() throws Exception {
    assumeTrue(WindlassProcess.hasEmbeddedServers(), "built with -Dembedded=false");
    rebuild(2, "--check")
        .contains("Found no servers", "KAFKA_BOOTSTRAP_SERVERS", "QUARKUS_DATASOURCE_JDBC_URL");
    assertThat(data).isEmptyDirectory();
  }

  /** Some fail at first; a second start runs what failed. */
  private static String runTwice(String api) {
    Http.post(
            api + "/v1/definitions",
            "{\"namespace\": \"default\", \"name\": \"work\", \"handler\": \"simulate\","
                + " \"failuresToIgnore\": 0, \"cases\": [{\"id\": \"c\", \"parameters\":"
                + " {\"duration\": \"PT0.01S\", \"failureRate\": 0.5}}]}")
        .expect(201);
    String job =
        Http.post(
                api + "/v1/batch-jobs",
                "{\"definition\": \"default/work\", \"subJobs\": 40, \"start\": true}")
            .json()
            .get("id")
            .asText();
    awaitEnd(api, job, 1);
    Http.post(
        api + "/v1/batch-jobs/" + job + "/directives",
        "{\"directive\": \"start\", \"only\": \"failed\"}");
    awaitEnd(api, job, 2);
    return job;
  }

  private static void awaitEnd(String api, String job, int epoch) {
    Await.until(
        "start " + epoch + " has ended",
        Duration.ofSeconds(90),
        () -> {
          var now = Http.get(api + "/v1/batch-jobs/" + job).json();
          return now.get("epoch").asInt() == epoch
              && now.get("status").asText().matches("completed|failed");
        });
  }

  private org.assertj.core.api.AbstractStringAssert<?> rebuild(int code, String... options)
      throws Exception {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "rebuild-views";
    arguments[1] = "--data";
    arguments[2] = data.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    WindlassProcess command = WindlassProcess.start(Map.of(), arguments);
    int ended = command.awaitExit();
    assertThat(ended).as(command.output()).isEqualTo(code);
    return assertThat(command.output());
  }

  private void corrupt(String statement) throws Exception {
    Properties servers = new Properties();
    try (Reader reader = Files.newBufferedReader(data.resolve("servers"))) {
      servers.load(reader);
    }
    String password = Files.readString(data.resolve("postgres").resolve("password")).strip();
    try (Connection connection =
            DriverManager.getConnection(servers.getProperty("postgres"), "windlass", password);
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }
}
