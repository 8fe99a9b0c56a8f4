package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.Signals;
import dev.windlass.testkit.WindlassProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command line beside the packaged program, each in a process of its own. */
@Timeout(240)
class ClientIT {
  private static final int SHOPS = 40;
  private static final int BROKEN = 4;
  private static final int INTERRUPTED = 130;
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private static Path data;
  private static WindlassProcess program;
  private static String server;

  @TempDir private Path directory;
  private ShopTarget target;

  @BeforeAll
  static void startTheServer() throws Exception {
    assumeTrue(WindlassProcess.hasEmbeddedServers(), "built with -Dembedded=false");
    startOn(freePort());
  }

  @AfterAll
  static void endTheServer() throws Exception {
    if (program != null) {
      program.terminate();
      program.awaitExit();
    }
  }

  @BeforeEach
  void target() throws IOException {
    target = new ShopTarget();
    Files.writeString(
        directory.resolve("shops.csv"),
        IntStream.range(0, SHOPS)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n", "shop\n", "\n")));
  }

  @AfterEach
  void closeTheTarget() {
    target.close();
  }

  @Test
  void aNewcomersWholeStory() throws Exception {
    String definition = file("shops.yaml", definition("shops"));
    assertThat(windlass(0, "definitions", "apply", "-f", definition, "--dry-run").out())
        .contains("default/shops would be stored as version 1.");
    assertThat(windlass(4, "definitions", "show", "shops").err()).contains("no definition");
    assertThat(windlass(0, "definitions", "apply", "-f", definition).out())
        .contains("default/shops is stored as version 1.");
    assertThat(windlass(0, "definitions", "apply", "-f", definition).out())
        .contains("default/shops is as it was, version 1.");

    target.shut();
    String job = file("job.yaml", "definition: default/shops\nbatchJob: {maxConcurrent: 4}\n");
    String rows = directory.resolve("shops.csv").toString();
    String id = windlass(0, "run", job, "--input", rows, "-q").out().strip();
    Await.until("it runs", LONG, () -> target.calls() > 0);
    assertThat(windlass(0, "pause", id.substring(0, 23)).out()).contains(id + ": pause applied");
    target.open();
    Await.until("it is paused", LONG, () -> status(id).equals("paused"));
    int before = target.calls();
    assertThat(before).isLessThan(SHOPS);
    assertThat(windlass(0, "show", id).out()).contains("Status:", "paused");
    assertThat(target.calls()).as("nothing begins").isEqualTo(before);

    windlass(0, "unpause", id);
    ClientProcess watched = windlass(1, "watch", id);
    JsonNode failed = api(id);
    assertThat(watched.out())
        .contains(
            "failed after",
            "%d operations successful, %d failed, of %d.".formatted(SHOPS - BROKEN, BROKEN, SHOPS))
        .contains(BROKEN + " x ", "answered 500");
    assertThat(failed.at("/progress/failed").asInt()).isEqualTo(BROKEN);
    assertThat(windlass(0, "failures", id).out()).containsPattern(BROKEN + " .*answered 500");

    target.mend();
    assertThat(windlass(0, "start", id, "--only", "failed").out()).contains("start applied");
    assertThat(windlass(0, "watch", id).out()).contains("completed after");
    assertThat(target.calls()).isEqualTo(SHOPS + BROKEN);

    Path result = directory.resolve("result.csv");
    windlass(0, "results", id, "-f", result.toString());
    assertThat(result).hasContent(Http.get(server + "/v1/batch-jobs/" + id + "/result").body());
    assertThat(Files.readAllLines(result)).hasSize(SHOPS + 1);
    assertThat(windlass(0, "show", id, "-o", "json").out().strip())
        .contains(api(id).at("/progress").toString(), api(id).at("/counts").toString());
    assertThat(windlass(0, "list", "--query", "shops").out())
        .containsPattern(id + " .* completed +40/40 +0 ");
  }

  @Test
  void oneLineRunsAWholeBatchJobAndTellsItInPlainLinesWhereThereIsNoTerminal() throws Exception {
    target.mend();
    Path result = directory.resolve("result.csv");
    ClientProcess run =
        windlass(0, "run", whole("plain"), "--wait", "--results", result.toString());
    assertThat(run.err())
        .contains("Definition default/plain is stored as version 1.", "40 rows of")
        .contains("40 of 40  100 %  completed")
        .doesNotContain("\r", "\033");
    assertThat(run.out()).contains("40 operations successful, 0 failed, of 40.");
    assertThat(Files.readAllLines(result)).hasSize(SHOPS + 1);
  }

  @Test
  void onATerminalABarIsDrawnAndAQuestionIsAsked() throws Exception {
    assumeTrue(hasScript(), "no `script` of util-linux on this machine");
    ClientProcess run = ClientProcess.inTerminal(server, "run", whole("bars"), "--wait");
    assertThat(run.awaitExit()).as(run.out()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("\r01[0-9a-f-]{16} +\\d+%")
        .containsPattern("100%.*40/40.*failed")
        .contains("\033[K", "36 operations successful, 4 failed, of 40.", "answered 500");
    String id = run.out().replaceFirst("(?s).*windlass failures (\\S{36}).*", "$1");
    ClientProcess delete = ClientProcess.inTerminal(server, "delete", id);
    assertThat(delete.awaitExit()).as("nobody answers").isEqualTo(INTERRUPTED);
    assertThat(delete.out()).contains("Deletes the batch job " + id + ". Go on? [y/N]");
    assertThat(api(id).path("status").asText()).isEqualTo("failed");
  }

  @Test
  void manyAreDirectedByAFilter() throws Exception {
    windlass(0, "definitions", "apply", "-f", file("many.yaml", definition("many")));
    String[] create = {"create", "many", "--sub-jobs", "1", "--no-start", "-l", "story=many", "-q"};
    String first = windlass(0, create).out().strip();
    String second = windlass(0, create).out().strip();
    assertThat(windlass(0, "delete", "-l", "story=many", "--dry-run").out())
        .contains("2 batch jobs match (created=2); 2 can take it.", first, second);
    assertThat(windlass(2, "delete", "-l", "story=many").err()).contains("add --yes");
    assertThat(windlass(0, "delete", "-l", "story=many", "--yes").out())
        .contains("delete: 2 applied, 0 refused");
    assertThat(windlass(0, "list", "-l", "story=many", "-q").out()).isEmpty();
    assertThat(status(first)).isEqualTo("deleted");
  }

  @Test
  void whoeverEndsTheWaitLeavesTheBatchJobAndIsToldTheWayBack() throws Exception {
    target.shut();
    ClientProcess run = ClientProcess.start(server, "run", whole("left"), "--wait");
    Await.until("it follows", LONG, () -> run.err().contains("running"));
    Signals.interrupt(run.handle());
    assertThat(run.awaitExit()).isEqualTo(INTERRUPTED);
    assertThat(run.err()).containsPattern("It goes on: windlass watch 01[0-9a-f-]{34}");
    String id = run.err().replaceFirst("(?s).*windlass watch (\\S{36}).*", "$1");
    assertThat(status(id)).isEqualTo("running");
    ClientProcess again = ClientProcess.start(server, "watch", id, "--stop-on-interrupt");
    Await.until("it follows", LONG, () -> again.err().contains("running"));
    Signals.interrupt(again.handle());
    assertThat(again.awaitExit()).isEqualTo(INTERRUPTED);
    assertThat(again.out()).contains(id + ": stop applied");
  }

  @Test
  void aWatchSurvivesARestartOfTheServer() throws Exception {
    target.mend();
    String[] slow = {"run", whole("restart"), "-q", "--jobs-per-second", "5"};
    String id = windlass(0, slow).out().strip();
    ClientProcess watch = ClientProcess.start(server, "watch", id);
    Await.until("it follows", LONG, () -> watch.err().contains("running"));
    program.terminate();
    program.awaitExit();
    Await.until("it notices", LONG, () -> watch.err().contains("No server answers at " + server));
    startOn(Integer.parseInt(server.replaceFirst(".*:", "")));
    assertThat(watch.awaitExit()).as(watch.err()).isZero();
    assertThat(watch.err()).contains("The server answers again, after");
    assertThat(watch.out()).contains("40 operations successful, 0 failed, of 40.");
  }

  @Test
  void theContractIsWrittenAsItStandsBesideTheCode() throws Exception {
    Path contract = directory.resolve("contract");
    windlass(0, "export-contract", contract.toString());
    Path resources = Path.of("src", "main", "resources");
    assertThat(contract.resolve("asyncapi.yaml"))
        .hasSameTextualContentAs(resources.resolve("asyncapi.yaml"));
    assertThat(contract.resolve("openapi.json"))
        .content()
        .contains("\"openapi\"", "/v1/batch-jobs");
    for (Path schema : Files.list(resources.resolve("schemas")).toList()) {
      assertThat(contract.resolve("schemas").resolve(schema.getFileName()))
          .hasSameTextualContentAs(schema);
    }
  }

  private ClientProcess windlass(int code, String... arguments) throws Exception {
    return ClientProcess.run(code, server, arguments);
  }

  private static JsonNode api(String id) {
    return Http.get(server + "/v1/batch-jobs/" + id + "?subJobs=0").expect(200).json();
  }

  private static String status(String id) {
    return api(id).path("status").asText();
  }

  private String whole(String name) throws IOException {
    String both =
        """
        definition:
        %s
        batchJob: { maxConcurrent: 4 }
        rows: shops.csv
        """
            .formatted(definition(name).indent(2));
    return file(name + "-job.yaml", both);
  }

  /** A shop that answers 500 is a failed sub-job, at once. */
  private String definition(String name) {
    return """
        name: %s
        handler: http
        failuresToIgnore: 0
        cases:
          - id: call
            parameters: { method: GET, url: "%s{row.shop}", expectStatus: 204 }
        """
        .formatted(name, target.url());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static void startOn(int port) throws Exception {
    String[] up = {"up", "--port", Integer.toString(port), "--data", data.toString()};
    program = WindlassProcess.start(Map.of(), up);
    server = program.awaitListening().toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean hasScript() throws Exception {
    Process script =
        new ProcessBuilder("sh", "-c", "script --version").redirectErrorStream(true).start();
    String version = new String(script.getInputStream().readAllBytes());
    return script.waitFor() == 0 && version.contains("util-linux");
  }
}
