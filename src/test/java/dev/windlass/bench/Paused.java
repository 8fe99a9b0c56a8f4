package dev.windlass.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.testkit.Http;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What became of one directive {@code pause}.
 *
 * @param waited whether its answer was held until it had been applied
 * @param view the first that said so, or that the batch job had ended before
 */
record Paused(boolean waited, double shownMillis, double answeredMillis, JsonNode view) {
  private static final Set<String> ENDS = Set.of("paused", "completed");
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(2);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  static Paused now(Api api, String job, boolean wait) {
    Duration atMost = Duration.ofSeconds(wait ? 2 : 0);
    long sent = System.nanoTime();
    CompletableFuture<Double> answered =
        CompletableFuture.supplyAsync(
            () -> {
              refuseUnlessTaken(api.ask(job, "pause", atMost));
              return millisSince(sent);
            },
            Thread::startVirtualThread);
    JsonNode view = api.view(job);
    for (; !ENDS.contains(status(view)); view = api.view(job)) {
      if (System.nanoTime() - sent > PATIENCE.toNanos()) {
        throw new IllegalStateException("not paused after " + PATIENCE + ": " + view);
      }
      LockSupport.parkNanos(STEP);
    }
    double shown = millisSince(sent);
    return new Paused(wait, shown, answered.join(), view);
  }

  /** False where the last sub-job ended before. */
  boolean isPaused() {
    return status(view).equals("paused");
  }

  long done() {
    return view.at("/progress/done").asLong();
  }

  void refuseIfAnythingRuns(JsonNode later) {
    if (view.at("/counts/running").asInt() != 0 || later.at("/progress/done").asLong() != done()) {
      throw new IllegalStateException("it was paused and went on: " + view + ", then " + later);
    }
  }

  /** It may come too late: the batch job has ended, or has just begun to. */
  private static void refuseUnlessTaken(Http.Answer answer) {
    if (answer.status() != 202 && answer.status() != 409) {
      throw new IllegalStateException("pause was answered " + answer);
    }
  }

  private static String status(JsonNode view) {
    return view.path("status").asText();
  }

  private static double millisSince(long then) {
    return (System.nanoTime() - then) / 1e6;
  }
}
