package dev.windlass.watch;

import dev.windlass.access.Identity;
import dev.windlass.access.NoPlaceException;
import dev.windlass.access.Places;
import dev.windlass.access.SecurityConfig;
import dev.windlass.job.JobId;
import dev.windlass.watch.WatchRefusal.Reason;
import dev.windlass.wire.Token;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Clients that wait for the next change of a batch job. A waiting one is two timers and no thread.
 */
// At the start, so that what it counts is told from then on.
@Startup
@ApplicationScoped
public class LongPolls {
  public static final Duration SHORTEST = Duration.ofMillis(250);
  public static final Duration LONGEST = Duration.ofMillis(50_000);

  private final EventHub hub;
  private final Places places;
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, LongPolls::thread);
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();

  LongPolls(EventHub hub, WatchConfig config, SecurityConfig security, MeterRegistry meters) {
    this.hub = hub;
    this.places =
        new Places("long polls", config.polls(), "windlass.watch.polls", security.share());
    clock.setRemoveOnCancelPolicy(true);
    meters.gauge("windlass_watch_polls", places, Places::taken);
  }

  /** One client's wait. Begins to hear when it is made; what the view shows is read after that. */
  public final class Wait {
    private final LongPoll poll = new LongPoll();
    private final Subscription.Registration registration;
    private final long[] from;
    private final Places.Place place;

    private Wait(JobId job, Places.Place place) {
      this.place = place;
      this.registration = hub.registration(job);
      this.from = registration.register(poll);
      poll.answer().whenComplete((token, failure) -> leave());
    }

    /** The first offset of the partition that this wait is sure to hear of. */
    public long from(int partition) {
      return from[partition];
    }

    /** The view was behind what this hears: what it shows may be old. */
    public void viewIsBehind() {
      poll.changedBefore();
    }

    /** Nobody waits any more. */
    public void cancel() {
      poll.end();
    }

    /**
     * Completes, on a thread of its own, when the client is to be answered, with the newest change
     * that the answer has to show, if there was one.
     */
    public CompletionStage<Optional<Token>> answer(Duration period, Duration longest) {
      Duration least = period.compareTo(longest) > 0 ? longest : period;
      ScheduledFuture<?> periodOver = after(least, poll::periodOver);
      ScheduledFuture<?> end = after(longest, poll::end);
      CompletableFuture<Optional<Token>> answer = poll.answer();
      answer.whenComplete(
          (token, failure) -> {
            periodOver.cancel(false);
            end.cancel(false);
          });
      return answer.thenApplyAsync(token -> token, answering);
    }

    private void leave() {
      registration.unregister(poll);
      place.close();
    }
  }

  /** Throws {@link WatchRefusal}. The wait ends with its answer or with {@link Wait#cancel}. */
  public Wait begin(JobId job, Identity who) {
    if (!hub.ready()) {
      throw new WatchRefusal(Reason.NOT_READY, hub.trouble());
    }
    try {
      return new Wait(job, places.take(who));
    } catch (NoPlaceException e) {
      throw new WatchRefusal(Reason.TOO_MANY, e.getMessage() + ": try again");
    }
  }

  @PreDestroy
  void close() {
    clock.shutdownNow();
    answering.shutdownNow();
  }

  private ScheduledFuture<?> after(Duration delay, Runnable action) {
    return clock.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The nearest period that a client may ask for. */
  public static Duration clamp(Duration asked) {
    if (asked.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("windlass-watch-clock").unstarted(work);
  }
}
