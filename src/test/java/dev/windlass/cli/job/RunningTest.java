package dev.windlass.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.ClientRun;
import dev.windlass.cli.client.StubApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `run` and `create` ask of the server. */
class RunningTest {
  private static final String ID = "019aa9d4-4b7e-8c31-9f00-3a5b7c000000";
  private static final String DEFINITION = "/v1/definitions/default/hello";

  @TempDir private Path directory;
  private final StubApi api;

  RunningTest() throws IOException {
    api = new StubApi();
    api.on("GET " + DEFINITION, 404, "{\"title\":\"There is no such definition\"}")
        .on("PUT " + DEFINITION, 201, "{\"version\":1}")
        .on("POST /v1/inputs", 201, "{\"id\":\"in_1\",\"rows\":2}")
        .on("POST /v1/batch-jobs", 202, "{\"id\":\"" + ID + "\"}")
        .on("GET /v1/batch-jobs/" + ID, "{\"id\":\"" + ID + "\",\"status\":\"completed\"}")
        .on("GET /v1/batch-jobs/" + ID + "/result", "index,status\n");
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void theWholeWayFromAFileToTheResult() throws IOException {
    Path result = directory.resolve("result.csv");
    ClientRun run =
        run("run", job(), "--input", rows(), "--wait", "--results", result.toString(), "-l", "a=b");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(api.changes())
        .containsExactly(
            "PUT "
                + DEFINITION
                + " {\"name\":\"hello\",\"handler\":\"simulate\",\"cases\":[{\"id\":\"work\"}]}",
            "POST /v1/inputs?namespace=default id\n1\n2\n",
            "POST /v1/batch-jobs {\"maxConcurrent\":20,\"labels\":{\"team\":\"maps\",\"a\":\"b\"},"
                + "\"definition\":\"default/hello\",\"input\":\"in_1\"}");
    assertThat(run.err())
        .contains("Definition default/hello is stored as version 1.")
        .contains("2 rows of", "are uploaded as in_1.")
        .contains("Batch job " + ID + " is created.");
    assertThat(run.out()).startsWith("Batch job " + ID + " completed");
    assertThat(result).hasContent("index,status\n");
  }

  @Test
  void aDefinitionThatTheServerHasAlreadyStaysAsItIs() throws IOException {
    api.on("GET " + DEFINITION, "{\"version\":1}");
    run("run", job(), "-i", rows());
    ClientRun again = run("run", job(), "-i", rows());
    assertThat(again.err()).contains("Definition default/hello is as it was, version 1.");
    assertThat(again.out()).contains("`windlass watch " + ID + "` follows it.");
  }

  @Test
  void aCreateCanBeRepeatedWithoutASecondBatchJob() throws IOException {
    run("run", job(), "-i", rows());
    assertThat(api.seen().getLast().headers()).containsKey("Idempotency-key");
  }

  @Test
  void quietIsTheIdAlone() throws IOException {
    ClientRun run = run("run", job(), "-i", rows(), "--wait", "-q");
    assertThat(run.out()).isEqualTo(ID + System.lineSeparator());
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aBatchJobIsCreatedOfWhatTheCommandLineSays() {
    ClientRun run =
        run(
            "create",
            "hello",
            "--sub-jobs",
            "7",
            "--no-start",
            "--max-concurrent",
            "3",
            "--jobs-per-second",
            "0.5",
            "-a",
            "n=5",
            "-a",
            "region=eu",
            "-a",
            "day=2026-01-01",
            "--on-overlap",
            "skip");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(api.changes())
        .containsExactly(
            "POST /v1/batch-jobs {\"definition\":\"default/hello\",\"start\":false,\"subJobs\":7,"
                + "\"maxConcurrent\":3,\"jobsPerSecond\":0.5,\"onOverlap\":\"skip\","
                + "\"arguments\":{\"n\":5,\"region\":\"eu\",\"day\":\"2026-01-01\"}}");
  }

  @Test
  void filesThatAreNotThereAreSaidBeforeAnythingIsAsked() throws IOException {
    ClientRun none = run("run", "nowhere.yaml");
    assertThat(none.code()).isEqualTo(7);
    assertThat(none.err()).contains("Can't read nowhere.yaml: there is no such file");
    assertThat(run("run", job(), "-i", "nowhere.csv").code()).isEqualTo(7);
    assertThat(run("run", job(), "--results", "x").err()).contains("--results goes with --wait");
    assertThat(api.seen()).isEmpty();
  }

  @Test
  void rowsOfAnUnknownKindAreAskedAbout() throws IOException {
    Path rows = Files.writeString(directory.resolve("rows.xlsx"), "id\n");
    ClientRun run = run("run", job(), "-i", rows.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(rows + " is neither .csv nor .ndjson: say with --input-type");
    assertThat(run("run", job(), "-i", rows.toString(), "--input-type", "csv").code()).isZero();
  }

  private ClientRun run(String... arguments) {
    return ClientRun.of(api.url(), arguments);
  }

  private String rows() throws IOException {
    return Files.writeString(directory.resolve("rows.csv"), "id\n1\n2\n").toString();
  }

  private String job() throws IOException {
    return Files.writeString(
            directory.resolve("job.yaml"),
            """
            # what to run
            definition:
              name: hello
              handler: simulate
              cases:
                - id: work
            # and how
            batchJob:
              maxConcurrent: 20
              labels: {team: maps}
            """)
        .toString();
  }
}
