package dev.windlass.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.ClientRun;
import dev.windlass.cli.client.StubApi;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Directives, with nobody at a terminal. */
class DirectingTest {
  private static final String A = "019aa9d4-4b7e-8c31-9f00-3a5b7c000000";
  private static final String B = "019aa9d4-4b7e-8c31-9f00-3a5b7d000000";
  private static final String REFUSED =
      "{\"title\":\"The batch job's status does not allow the directive\",\"status\":409,"
          + "\"detail\":\"it is completed\",\"code\":\"directive-refused\"}";

  private final StubApi api;

  DirectingTest() throws IOException {
    api = new StubApi();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void optionsOfADirectiveAreSentAsTheApiHasThem() {
    api.on(route(A), 202, applied(A, "start"));
    ClientRun run =
        run(
            "start",
            A,
            "--only",
            "failed",
            "--jobs-per-second",
            "2.5",
            "--only-if",
            "failed,stopped",
            "--expect-epoch",
            "1",
            "--timeout",
            "30s");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains(A + ": start applied");
    assertThat(api.changes())
        .containsExactly(
            route(A)
                + "?wait=PT30S {\"directive\":\"start\",\"only\":\"failed\",\"jobsPerSecond\":2.5,"
                + "\"onlyIf\":[\"failed\",\"stopped\"],\"expectEpoch\":1}");
  }

  @Test
  void aDirectiveIsOverWhenTheNextCommandSeesIt() {
    api.on(route(A), 202, applied(A, "start").replace("}", ",\"token\":\"d.3.42\"}"))
        .on("GET /v1/batch-jobs/" + A, "{}");
    assertThat(run("start", A).code()).isZero();
    assertThat(api.seen().getLast().request())
        .isEqualTo("GET /v1/batch-jobs/" + A + "?subJobs=0&after=d.3.42");
  }

  @Test
  void oneThatIsRefusedStopsNoOtherAndDecidesTheCode() {
    api.on(route(A), 409, REFUSED).on(route(B), 202, applied(B, "pause"));
    ClientRun run = run("pause", A, B);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains(A + ": The batch job's status does not allow")
        .contains("it is completed");
    assertThat(run.out()).contains(B + ": pause applied");
  }

  @Test
  void oneThatIsNotAppliedInTimeIsNotCalledDone() {
    api.on(route(A), 202, applied(A, "unpause").replace("applied", "accepted"));
    ClientRun run = run("unpause", A, "--ramp", "1m");
    assertThat(run.code()).isEqualTo(6);
    assertThat(run.out()).contains("accepted, and not applied in time; it still will be");
    assertThat(api.changes().getFirst()).contains("\"ramp\":\"PT1M\"");
  }

  @Test
  void whatCannotBeUndoneIsRefusedWhereNobodyCanBeAsked() {
    ClientRun delete = run("delete", A, B);
    assertThat(delete.code()).isEqualTo(2);
    assertThat(delete.err()).contains("Deletes 2 batch jobs: " + A + ", " + B + ".", "add --yes");
    assertThat(run("stop", A).err()).contains("--keep keeps them", "add --yes");
    assertThat(api.changes()).isEmpty();
  }

  @Test
  void withAYesNobodyIsAskedAndAStopThatKeepsEverythingNeedsNone() {
    api.on(route(A), 202, applied(A, "stop"));
    assertThat(run("stop", A, "--yes").code()).isZero();
    assertThat(run("stop", A, "--keep").code()).isZero();
    assertThat(api.changes().get(0)).contains("{\"directive\":\"stop\",\"reset\":true}");
    assertThat(api.changes().get(1)).contains("{\"directive\":\"stop\",\"reset\":false}");
  }

  @Test
  void namesOrFiltersAndNotBoth() {
    assertThat(run("pause").code()).isEqualTo(2);
    assertThat(run("pause").err()).contains("Name batch jobs, or say with filters which");
    assertThat(run("pause", A, "--status", "running").err()).contains("not both");
    assertThat(run("pause", "--status", "running", "--expect-epoch", "1").err())
        .contains("--only-if and --expect-epoch go with named batch jobs");
  }

  @Test
  void filtersAreLookedAtAndAskedAboutFirst() {
    api.on("POST /v1/bulk-directives", preview());
    ClientRun run = run("pause", "--status", "running", "-l", "team=maps");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("31 batch jobs match (running=30,completed=1); 30 can take it.", A)
        .contains("Sends pause to 31 batch jobs. That is asked about", "add --yes");
    assertThat(api.changes())
        .containsExactly(
            "POST /v1/bulk-directives {\"directive\":\"pause\",\"selector\":{\"status\":[\"running\"],"
                + "\"label\":[\"team=maps\"]},\"dryRun\":true}");
  }

  @Test
  void aBulkDirectiveIsFollowedToItsEnd() {
    String bulk =
        "{\"id\":\"bd_1\",\"directive\":\"pause\",\"state\":\"%s\",\"total\":31,"
            + "\"applied\":30,\"accepted\":0,\"refused\":1}";
    api.on("POST /v1/bulk-directives", preview())
        .on("POST /v1/bulk-directives", 202, bulk.formatted("running"))
        .on("GET /v1/bulk-directives/bd_1", bulk.formatted("running"))
        .on("GET /v1/bulk-directives/bd_1", bulk.formatted("done"))
        .on(
            "GET /v1/bulk-directives/bd_1/items",
            "{\"items\":[{\"batchJobId\":\"" + B + "\",\"reason\":\"it is completed\"}]}");
    ClientRun run = run("pause", "--status", "running", "--yes");
    assertThat(run.code()).as("one was refused").isEqualTo(3);
    assertThat(run.out()).contains("bd_1 pause: 30 applied, 1 refused, 0 still on the way, of 31.");
    assertThat(run.err()).contains(B + ": it is completed");
  }

  @Test
  void aPauseEndsAtAnInstantOrAfterATime() {
    api.on(route(A), 202, applied(A, "pause"));
    assertThat(run("pause", A, "--until", "2026-12-01T06:00:00Z").code()).isZero();
    assertThat(api.changes().getFirst()).contains("\"until\":\"2026-12-01T06:00:00Z\"");
    assertThat(run("pause", A, "--for", "2h").code()).isZero();
    assertThat(run("pause", A, "--for", "soon").err())
        .contains("'soon' is no duration; it must be such as 90s, 1h30m, 2d or PT30S");
  }

  private ClientRun run(String... arguments) {
    return ClientRun.of(api.url(), arguments);
  }

  private static String route(String id) {
    return "POST /v1/batch-jobs/" + id + "/directives";
  }

  private static String applied(String id, String directive) {
    return "{\"id\":\"d\",\"batchJobId\":\"%s\",\"directive\":\"%s\",\"state\":\"applied\"}"
        .formatted(id, directive);
  }

  private static String preview() {
    return "{\"dryRun\":true,\"directive\":\"pause\",\"matching\":31,\"possible\":30,"
        + "\"byStatus\":{\"running\":30,\"completed\":1},\"sample\":[{\"id\":\""
        + A
        + "\",\"definition\":\"default/geocode\",\"status\":\"running\","
        + "\"createdTime\":\"2026-11-28T17:00:00.000Z\",\"possible\":true,\"reason\":null}]}";
  }
}
