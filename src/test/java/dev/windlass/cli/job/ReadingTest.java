package dev.windlass.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.ClientRun;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.StubApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read and printed, against a server with prepared answers. */
class ReadingTest {
  private static final String ID = "019aa9d4-4b7e-8c31-9f00-3a5b7c000000";
  private static final String JOB =
      """
      {"id":"%s","number":42,"definition":"default/geocode","definitionVersion":4,"status":"running",
       "createdTime":"2026-11-28T17:00:00.000Z","startTime":"2026-11-28T17:00:01.000Z","stopTime":null,
       "concurrentJobs":50,"maxConcurrent":50,"jobsPerSecond":2.5,"percentComplete":45.12,
       "progress":{"expected":100,"done":45,"successful":43,"failed":2,"remaining":55},
       "counts":{"created":0,"running":5,"completed":43,"failed":2,"waiting":50},
       "rate":{"perSecond":812.5,"etaSeconds":68},"requestedBy":"ana","labels":{"team":"maps"},
       "arguments":{},"failureReason":null,"subJobs":[],"subJobsTotal":100,"waitingFor":null}"""
          .formatted(ID);

  private static final String OTHER =
      JOB.replace("default/geocode", "default/geocode-with-a-long-name");

  @TempDir private Path directory;
  private final StubApi api;

  ReadingTest() throws IOException {
    api = new StubApi();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aListIsATableWithTheNumbersOfTheApi() {
    api.on("GET /v1/batch-jobs", list(JOB, "null"));
    ClientRun run = run("list", "--utc");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines().findFirst().orElse("").split(" +"))
        .containsExactly("ID", "NUMBER", "DEFINITION", "STATUS", "DONE", "FAILED", "TOOK", "AGE");
    assertThat(run.out())
        .contains(ID, "default/geocode", "running", "45/100", "2026-11-28T17:00:00.000Z");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void whoBringsNoKeyIsToldHowToBringOne() {
    String problem = "{\"title\": \"Who asks is not known\", \"detail\": \"bring a key\"}";
    api.on("GET /v1/batch-jobs", 401, problem);
    ClientRun run = run("list");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "Who asks is not known: bring a key\nWINDLASS_TOKEN_FILE names a file with a key");
  }

  /** An error's text or a name is anybody's: it neither clears the screen nor sets its title. */
  @Test
  void whatAServerSaysCommandsNoTerminal() {
    String nasty = "\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\u202e\\rx";
    api.on("GET /v1/batch-jobs", list(JOB.replace("default/geocode", "default/" + nasty), "null"));
    api.on(
        "GET /v1/batch-jobs/" + ID,
        JOB.replace("\"failureReason\":null", "\"failureReason\":\"" + nasty + "\""));
    api.on(
        "GET /v1/batch-jobs/019aa9d4-4b7e-8c31-9f00-3a5b7d000000",
        404,
        "{\"title\":\""
            + nasty
            + "\",\"detail\":\""
            + nasty
            + "\",\"code\":\"unknown-batch-job\"}");
    for (ClientRun run :
        List.of(
            run("list"),
            run("list", "-o", "yaml"),
            run("show", ID),
            run("show", ID, "-o", "yaml"),
            run("show", "019aa9d4-4b7e-8c31-9f00-3a5b7d000000"))) {
      assertThat(run.out() + run.err())
          .contains("0;owned")
          .doesNotContain("\u001b")
          .doesNotContain("\u0007")
          .doesNotContain("\u009b")
          .doesNotContain("\u202e")
          .doesNotContain("\r");
    }
  }

  @Test
  void jsonIsWhatTheApiAnsweredAsItIs() {
    api.on("GET /v1/batch-jobs/" + ID, JOB);
    assertThat(run("show", ID, "-o", "json").out()).isEqualTo(JOB + System.lineSeparator());
  }

  @Test
  void yamlSaysTheSameAndQuotesWhatOthersWouldTakeForSomethingElse() {
    api.on("GET /v1/batch-jobs/" + ID, JOB);
    assertThat(run("show", ID, "-o", "yaml").out())
        .startsWith("---\n")
        .contains(
            "\nstatus: running\n",
            "\nnumber: 42\n",
            "createdTime: \"2026-11-28T17:00:00.000Z\"\n",
            "id: \"" + ID + "\"\n",
            "stopTime: null\n",
            "  team: maps\n");
  }

  @Test
  void aBatchJobIsShownInFullWithTheReasonWhyItWaits() {
    api.on("GET /v1/batch-jobs/" + ID, JOB);
    api.on("GET /v1/batch-jobs/" + ID + "/why", "{\"sentence\": \"All slots are busy.\"}");
    assertThat(run("show", ID, "--utc").out())
        .contains(
            "Number:      42",
            "Definition:  default/geocode, version 4",
            "Why:         All slots are busy.",
            "Created:     at 2026-11-28T17:00:00.000Z by ana",
            "Operations:  45/100 (45.12 %): 43 successful, 2 failed",
            "Sub-jobs:    100: 5 running, 43 completed, 2 failed, 50 waiting",
            "Rate:        812.5/s, 68 s to go",
            "Begins:      at most 2.5/s",
            "Labels:      team=maps")
        .doesNotContain("Reason", "Arguments", "Ended");
  }

  @Test
  void idsAloneAreForTheNextCommand() {
    api.on("GET /v1/batch-jobs", list(JOB, "null"));
    assertThat(run("list", "-q").out()).isEqualTo(ID + System.lineSeparator());
  }

  @Test
  void filtersAreTheApis() {
    api.on("GET /v1/batch-jobs", list("", "null"));
    run(
        "list",
        "-n",
        "default",
        "--status",
        "running,paused",
        "-d",
        "default/geocode",
        "-l",
        "team=maps",
        "-l",
        "eu=1",
        "--requested-by",
        "ana",
        "--created-after",
        "2026-11-28T17:00:00Z",
        "--query",
        "geo");
    assertThat(api.seen().getLast().request())
        .isEqualTo(
            "GET /v1/batch-jobs?namespace=default&status=running&status=paused"
                + "&definition=default%2Fgeocode&label=team%3Dmaps&label=eu%3D1&requestedBy=ana"
                + "&createdAfter=2026-11-28T17%3A00%3A00Z&q=geo&limit=50");
  }

  @Test
  void aListThatGoesOnSaysHowToSeeMore() {
    api.on("GET /v1/batch-jobs", list(JOB, "\"next\""));
    assertThat(run("list", "--limit", "1").err())
        .contains("These are the first 1; --limit N or --all shows more.");
  }

  @Test
  void allPagesAreOneDocument() throws IOException {
    threePages();
    ClientRun json = run("list", "--all", "-o", "json");
    ClientRun yaml = run("list", "--all", "-o", "yaml");
    JsonNode expected =
        Documents.JSON.readTree(list(String.join(",", JOB, OTHER, JOB, OTHER), "null"));
    assertThat(Documents.JSON.readTree(json.out())).isEqualTo(expected);
    assertThat(Documents.parse("list.yaml", yaml.out()))
        .containsExactlyElementsOf(Documents.parse("list.json", expected.toString()));
    assertThat(json.err() + yaml.err()).isEmpty();
  }

  @Test
  void allPagesAreOneTableWhoseColumnsMayBecomeWider() {
    threePages();
    List<String> lines = run("list", "--all", "--utc").out().lines().toList();
    assertThat(lines).hasSize(5).filteredOn(line -> line.contains("DEFINITION")).hasSize(1);
    int wider = lines.get(2).indexOf("running");
    assertThat(wider).isGreaterThan(lines.get(1).indexOf("running"));
    assertThat(lines.subList(3, 5)).allMatch(line -> line.indexOf("running") == wider);
  }

  @Test
  void moreThanAPageIsReadAsFarAsWasAsked() {
    api.on("GET /v1/batch-jobs?limit=1000", list(JOB, "\"second\""));
    api.on("GET /v1/batch-jobs?limit=999&cursor=second", list(OTHER, "\"third\""));
    api.on("GET /v1/batch-jobs?limit=998&cursor=third", list(JOB, "null"));
    assertThat(run("list", "--limit", "1000", "-q").out().lines()).hasSize(3);
    assertThat(run("list", "--limit", "0").err()).contains("--limit is 0; it must be at least 1");
  }

  /** The second page has a wider column than the first, and the last is empty. */
  private void threePages() {
    api.on("GET /v1/batch-jobs?limit=1000", list(JOB, "\"second\""));
    api.on("GET /v1/batch-jobs?limit=1000&cursor=second", list(OTHER + "," + JOB, "\"third\""));
    api.on("GET /v1/batch-jobs?limit=1000&cursor=third", list(OTHER, "\"last\""));
    api.on("GET /v1/batch-jobs?limit=1000&cursor=last", list("", "null"));
  }

  @Test
  void aSubJobIsNamedByItsIndexOrItsId() {
    String sub = ID.replaceFirst("000000$", "000012");
    api.on(
        "GET /v1/batch-jobs/" + ID + "/sub-jobs/" + sub, "{\"id\":\"" + sub + "\",\"index\":17}");
    api.on("GET /v1/batch-jobs/" + ID + "/sub-jobs/" + sub + "/result", "17,completed");
    for (String[] name : new String[][] {{ID, "17"}, {ID + "/17"}, {ID, sub}, {ID + "/" + sub}}) {
      String[] line = Stream.concat(Stream.of("sub-jobs"), Stream.of(name)).toArray(String[]::new);
      assertThat(run(line).out()).as(String.join(" ", line)).contains(sub);
    }
    Path file = directory.resolve("one.csv");
    run("results", ID, "--sub-job", "17", "-f", file.toString());
    assertThat(file).hasContent("17,completed");
  }

  @Test
  void whatIsNoSubJobSaysHowOneIsNamed() {
    for (String name : List.of("seventeen", "16777215", "-", "")) {
      ClientRun run = run("sub-jobs", ID + "/" + name);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains("'" + name + "' is no sub-job: name its index, from 0, or its id.");
    }
  }

  @Test
  void theBeginningOfAnIdAndANumberAreEnough() {
    api.on("GET /v1/batch-jobs", list(JOB, "null"));
    api.on("GET /v1/batch-jobs/" + ID, JOB);
    assertThat(run("show", "019aa9d44b", "-o", "json").out()).contains(ID);
    assertThat(run("show", "42", "-o", "json").out()).contains(ID);
    ClientRun none = run("show", "43");
    assertThat(none.code()).isEqualTo(4);
    assertThat(none.err()).contains("There is no batch job 43; `windlass list`");
  }

  @Test
  void aBeginningThatStandsForSeveralIsRefusedWithThem() {
    String other = JOB.replace(ID, "019aa9d4-4b7e-8c31-9f00-3a5b7d000000");
    api.on("GET /v1/batch-jobs", list(JOB + "," + other, "null"));
    ClientRun run = run("show", "019a");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("stands for several batch jobs: " + ID);
  }

  @Test
  void failuresAreToldByTheirReasons() {
    api.on(
        "GET /v1/batch-jobs/" + ID + "/failures",
        """
        {"items":[{"message":"connect to … failed","failures":1204,
          "firstTime":"2026-11-28T17:00:00.000Z","lastTime":"2026-11-28T17:10:00.000Z",
          "samples":[{"index":17,"error":"connect to geo.internal failed\\u001b[2J"},{"index":18}]}],"examined":10000,"complete":false}""");
    assertThat(run("failures", ID, "--utc").out())
        .contains("1204", "17,18,...", "connect to geo.internal failed [2J")
        .contains("Of the newest 10000 failures; there are more.")
        .doesNotContain("\u001b");
  }

  @Test
  void resultsGoToTheFileOnlyWhenTheyAreWhole() throws IOException {
    Path file = directory.resolve("result.csv");
    api.on("GET /v1/batch-jobs/" + ID + "/result", "index,status\n0,completed\n");
    ClientRun run = run("results", ID, "-f", file.toString());
    assertThat(run.code()).isZero();
    assertThat(file).hasContent("index,status\n0,completed\n");
    assertThat(Files.list(directory)).containsExactly(file);
    assertThat(run.err()).contains(file + ": 25 bytes.");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaid() {
    api.on("GET /v1/batch-jobs/" + ID + "/result", "x");
    Path file = directory.resolve("nowhere").resolve("result.csv");
    ClientRun run = run("results", ID, "-f", file.toString());
    assertThat(run.code()).isEqualTo(7);
    assertThat(run.err()).contains("Can't write " + file + ": there is no such file or directory.");
  }

  @Test
  void aProblemIsToldInItsOwnWords() {
    api.on(
        "GET /v1/batch-jobs",
        400,
        """
        {"title":"The request breaks a rule","status":400,"detail":"'status' must be ...",
         "code":"invalid-request","errors":[
           {"field":"status","value":"pawl","rule":"must be one of created, running"}]}""");
    ClientRun run = run("list", "--status", "pawl");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "The request breaks a rule:\n"
                + "  status must be one of created, running, found \"pawl\"\n");
  }

  @Test
  void anAnswerThatIsNoProblemDocumentIsShown() {
    api.on("GET /v1/batch-jobs", 502, "<html>Bad Gateway</html>");
    ClientRun run = run("list");
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err()).contains("answered 502: <html>Bad Gateway</html>");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithTheWaysOut() {
    api.close();
    ClientRun run = run("list");
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err())
        .contains(
            "No server answers at " + api.url() + " (nothing listens there; named by --server).")
        .contains("`windlass up` starts one here; --server URL, --profile NAME or WINDLASS_URL");
  }

  private ClientRun run(String... arguments) {
    return ClientRun.of(api.url(), arguments);
  }

  private static String list(String items, String cursor) {
    return "{\"items\":[" + items + "],\"nextCursor\":" + cursor + "}";
  }
}
