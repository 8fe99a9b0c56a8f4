package dev.windlass.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.ClientRun;
import dev.windlass.cli.client.StubApi;
import dev.windlass.testkit.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Following to the end, without a terminal. */
class WaitingTest {
  private static final String A = "019aa9d4-4b7e-8c31-9f00-3a5b7c000000";
  private static final String B = "019aa9d4-4b7e-8c31-9f00-3a5b7d000000";

  private final StubApi api;

  WaitingTest() throws IOException {
    api = new StubApi();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void theEndIsToldWithTheNumbersOfTheApi() {
    api.on(job(A), standing(A, "running", 3, 0)).on(watch(A), standing(A, "completed", 10, 0));
    ClientRun run = ClientRun.of(api.url(), "watch", A);
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("3 of 10  30 %  0/s  running", "10 of 10  100 %  completed");
    assertThat(run.out())
        .contains(
            "Batch job " + A + " completed after 9s: 10 operations successful, 0 failed, of 10.");
  }

  @Test
  void oneThatEndedWithFailuresSaysWhyAndHowToGoOn() {
    api.on(job(A), standing(A, "failed", 8, 2));
    api.on(
        "GET /v1/batch-jobs/" + A + "/failures",
        "{\"items\":[{\"message\":\"no road\",\"failures\":2,\"samples\":[{\"index\":4},{\"index\":7}]}]}");
    ClientRun run = ClientRun.of(api.url(), "watch", A);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("failed after 9s: 8 operations successful, 2 failed, of 10.")
        .contains("  2 x no road (row 4,7)")
        .contains("`windlass start " + A + " --only failed` runs again what failed.");
  }

  @Test
  void oneThatCompletedWithFailuresDidNotEndWell() {
    api.on(job(A), standing(A, "completed", 9, 1));
    assertThat(ClientRun.of(api.url(), "watch", A).code()).isEqualTo(1);
  }

  @Test
  void severalAreFollowedTogether() {
    api.on(job(A), standing(A, "running", 3, 0)).on(watch(A), standing(A, "completed", 10, 0));
    api.on(job(B), standing(B, "paused", 1, 0)).on(watch(B), standing(B, "stopped", 5, 0));
    ClientRun run = ClientRun.of(api.url(), "watch", A, B);
    assertThat(run.code()).as("one was stopped").isEqualTo(1);
    assertThat(run.err()).contains("  019aa9d4-4b7e-8c31  3 of 10");
    assertThat(run.out()).contains(A + " completed", B + " stopped");
  }

  @Test
  void whenTheTimeIsOverTheBatchJobGoesOnAndTheWayBackIsSaid() {
    api.on(job(A), standing(A, "running", 3, 0)).on(watch(A), standing(A, "running", 3, 0));
    ClientRun run = ClientRun.of(api.url(), "watch", A, "--timeout", "200ms");
    assertThat(run.code()).isEqualTo(6);
    assertThat(run.err())
        .contains("batch job " + A + " is running. It goes on: windlass watch " + A);
  }

  @Test
  void aServerThatGoesAwayIsWaitedForAndBothIsSaidOnce() throws Exception {
    api.on(job(A), standing(A, "running", 3, 0)).on(watch(A), standing(A, "running", 4, 0));
    int port = api.port();
    CompletableFuture<ClientRun> watching =
        CompletableFuture.supplyAsync(() -> ClientRun.of(api.url(), "watch", A));
    Await.until("it follows", () -> !api.seen().isEmpty());
    api.close();
    refuseTwice(port);
    api.on(watch(A), standing(A, "completed", 10, 0));
    api.listen(port);
    ClientRun run = watching.get();
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .containsOnlyOnce("No server answers at " + api.url())
        .containsOnlyOnce("The batch job goes on without this command, which tries again for 10m.")
        .containsOnlyOnce("The server answers again, after ");
  }

  @Test
  void moreThanAServerShouldHoldOpenIsRefused() {
    String[] many = new String[52];
    Arrays.fill(many, A);
    many[0] = "watch";
    ClientRun run = ClientRun.of(api.url(), many);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("51 batch jobs are named; at most 50 are watched.");
  }

  /** Returns when the client has tried. */
  private static void refuseTwice(int port) throws IOException {
    try (ServerSocket nobody = new ServerSocket(port)) {
      nobody.accept().close();
      nobody.accept().close();
    }
  }

  private static String job(String id) {
    return "GET /v1/batch-jobs/" + id;
  }

  private static String watch(String id) {
    return job(id) + "/watch";
  }

  private static String standing(String id, String status, int successful, int failed) {
    return """
        {"id":"%s","status":"%s","startTime":"2026-11-28T17:00:01.000Z",
         "stopTime":"2026-11-28T17:00:10.000Z","progress":{"expected":10,"done":%d,
         "successful":%d,"failed":%d}}"""
        .formatted(id, status, successful + failed, successful, failed);
  }
}
