package dev.windlass.schedule;

import dev.windlass.control.ScheduleFires;
import dev.windlass.control.ScheduleFires.Fired;
import dev.windlass.role.Role;
import dev.windlass.role.Wellness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks after the schedules, again and again, and says how that goes. */
@Singleton
public class Scheduler implements Wellness {
  private final ScheduleFires fires;
  private final SchedulerConfig config;
  private final Counter sent;
  private final Counter leftOut;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Instant unwellSince;
  private volatile String trouble;

  Scheduler(ScheduleFires fires, SchedulerConfig config, MeterRegistry meters) {
    this.fires = fires;
    this.config = config;
    this.sent = meters.counter("windlass_schedule_fires", "outcome", "sent");
    this.leftOut = meters.counter("windlass_schedule_fires", "outcome", "left-out");
  }

  @Scheduled(
      every = "${windlass.scheduler.poll:PT1S}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = NoScheduler.class)
  void look() throws InterruptedException {
    try {
      fireUntil(Instant.now().plus(config.poll()));
      well();
    } catch (RuntimeException e) {
      unwell(e);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    closing.countDown();
  }

  @Override
  public Role role() {
    return Role.SCHEDULER;
  }

  @Override
  public Optional<String> unwell() {
    Instant since = unwellSince;
    boolean lasts = since != null && since.isBefore(Instant.now().minus(config.unwellAfter()));
    return lasts ? Optional.of("schedules wait since " + since + ": " + trouble) : Optional.empty();
  }

  /**
   * Whoever is busy with what is due now, another scheduler or nobody, it is looked at again soon.
   */
  private void fireUntil(Instant end) throws InterruptedException {
    for (boolean found = true; found && closing.getCount() > 0; ) {
      Optional<Instant> next = fires.earliest();
      if (next.isEmpty() || next.get().isAfter(end)) {
        return;
      }
      long millis = Duration.between(Instant.now(), next.get()).toMillis() + 1;
      if (millis > 0 && closing.await(millis, TimeUnit.MILLISECONDS)) {
        return;
      }
      found = fireDue();
    }
  }

  private boolean fireDue() {
    boolean found = false;
    while (closing.getCount() > 0 && fireOne()) {
      found = true;
    }
    return found;
  }

  private boolean fireOne() {
    Optional<Fired> fired = fires.fire(Instant.now(), config.missedAfter(), config.mostMissed());
    fired.ifPresent(
        done -> {
          sent.increment(done.sent());
          leftOut.increment(done.leftOut());
        });
    return fired.isPresent();
  }

  private void well() {
    if (unwellSince != null) {
      Log.info("Schedules are looked after again");
    }
    unwellSince = null;
    trouble = null;
  }

  private void unwell(RuntimeException e) {
    if (unwellSince == null) {
      Log.warnf("Schedules wait: %s", e.getMessage());
      unwellSince = Instant.now();
    }
    trouble = e.getMessage();
  }
}
