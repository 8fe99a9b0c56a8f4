package dev.windlass.schedule;

import dev.windlass.control.ApiKeys;
import dev.windlass.control.BulkDirectives;
import dev.windlass.control.ResultFiles;
import dev.windlass.control.ScheduleFires;
import dev.windlass.wire.Lifetimes;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.IntUnaryOperator;

/** Deletes what outlived its batch job; any number of processes may do so at once. */
@Singleton
class Housekeeping {
  private static final int FORGOTTEN_AT_ONCE = 1000;

  private final ScheduleFires fires;
  private final BulkDirectives bulks;
  private final ResultFiles results;
  private final ApiKeys keys;
  private final Lifetimes lifetimes;
  private volatile boolean closing;

  Housekeeping(
      ScheduleFires fires,
      BulkDirectives bulks,
      ResultFiles results,
      ApiKeys keys,
      Lifetimes lifetimes) {
    this.fires = fires;
    this.bulks = bulks;
    this.results = results;
    this.keys = keys;
    this.lifetimes = lifetimes;
  }

  @Scheduled(
      every = "1h",
      delayed = "1m",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = NoScheduler.class)
  void forget() {
    Instant now = Instant.now();
    Instant before = now.minus(lifetimes.retention());
    attempt("Old runs of schedules", () -> forgetAll(most -> fires.forget(before, most)));
    attempt("Old bulk directives", () -> forgetAll(most -> bulks.forget(before, most)));
    attempt("Keys that have expired", () -> forgetAll(most -> keys.forget(before, most)));
    attempt("Old result files", () -> results.forget(before, now));
  }

  void stop(@Observes ShutdownEvent event) {
    closing = true;
  }

  /** A slice at a time, as long as there is one. */
  private void forgetAll(IntUnaryOperator slice) {
    while (!closing && slice.applyAsInt(FORGOTTEN_AT_ONCE) > 0) {}
  }

  private static void attempt(String what, Runnable deletion) {
    try {
      deletion.run();
    } catch (RuntimeException e) {
      Log.warnf("%s are not deleted yet: %s", what, e.getMessage());
    }
  }
}
