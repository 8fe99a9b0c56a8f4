package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Batch jobs of one sub-job each that makes an HTTP call, created beforehand, and then started at a
 * constant rate.
 */
final class Starts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AtomicInteger refused = new AtomicInteger();
  private final Api api;
  private final Pacer pacer;
  private final Target target;
  private final List<String> jobs = new ArrayList<>();
  private long[] due;

  private Starts(Api api, Pacer pacer, Target target) {
    this.api = api;
    this.pacer = pacer;
    this.target = target;
  }

  static Starts create(Api api, int perSecond, Duration duration) throws IOException {
    int all = (int) (perSecond * duration.toSeconds());
    Starts starts = new Starts(api, new Pacer(perSecond, duration), Target.start(all));
    starts.create(all);
    return starts;
  }

  /** Milliseconds from the instant at which each directive was due to the arrival of its call. */
  List<Double> run() {
    if (target.called() != 0) {
      throw new IllegalStateException(target.called() + " ran before they were started");
    }
    due = new long[jobs.size()];
    pacer.run(
        (n, at) -> {
          due[n] = at;
          api.directLater(jobs.get(n), "start").thenAccept(this::answered);
        });
    Await.value(
        "all were called", PATIENCE, target::called, n -> n == jobs.size() || refused.get() > 0);
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " of " + jobs.size() + " starts were refused");
    }
    List<Double> millis = new ArrayList<>();
    for (int n = 0; n < jobs.size(); n++) {
      millis.add((target.calledAt(n) - due[n]) / 1e6);
    }
    return millis;
  }

  /** By {@link System#nanoTime}. */
  long firstDue() {
    return due[0];
  }

  void refuseIfAnyIsLost() {
    jobs.forEach(job -> api.awaitSuccess(job, 1));
  }

  @Override
  public void close() throws IOException {
    target.close();
  }

  private void answered(boolean accepted) {
    refused.addAndGet(accepted ? 0 : 1);
  }

  private void create(int all) {
    String definition = "call-" + target.url().replaceAll("\\D", "");
    api.define(definition, Api.call(target.url()));
    for (int n = 0; n < all; n++) {
      jobs.add(
          api.create(definition, 1, "\"start\": false, \"arguments\": { \"n\": %d }".formatted(n)));
    }
  }
}
