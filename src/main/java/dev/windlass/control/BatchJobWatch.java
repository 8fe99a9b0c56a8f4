package dev.windlass.control;

import dev.windlass.access.Access;
import dev.windlass.access.Identity;
import dev.windlass.access.Reach;
import dev.windlass.access.Visit;
import dev.windlass.access.Visits;
import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.ViewPosition;
import dev.windlass.watch.LongPolls;
import dev.windlass.watch.SharedReads;
import dev.windlass.watch.WatchRefusal;
import dev.windlass.wire.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A batch job as it stands after its next change. It listens first and reads then, so that no
 * change falls between the two; what it reads, it shares with all who watch the same.
 */
@ApplicationScoped
public class BatchJobWatch {
  /** How long an answer waits for the view to show what woke it. */
  private static final Duration VIEW_PATIENCE = Duration.ofSeconds(2);

  private final LongPolls polls;
  private final SharedReads reads;
  private final BatchJobService service;
  private final Views views;
  private final Access access;
  private final Visits visits;

  BatchJobWatch(
      LongPolls polls,
      SharedReads reads,
      BatchJobService service,
      Views views,
      Access access,
      Visits visits) {
    this.polls = polls;
    this.reads = reads;
    this.service = service;
    this.views = views;
    this.access = access;
    this.visits = visits;
  }

  /** Both periods are taken as the nearest that {@link LongPolls} allows. */
  public record Asked(JobId job, Duration period, Duration longest) {
    public Asked {
      period = LongPolls.clamp(period);
      longest = LongPolls.clamp(longest);
    }
  }

  /** What a front door tells of a batch job; those that are equal share their readings. */
  public interface Telling<T> {
    T tell(BatchJobRow row);

    /** There is nothing to wait for. */
    default boolean over(BatchJobRow row) {
      return row.header().status().ended();
    }

    /** What has changed since is worth an answer; where it is not, the client goes on waiting. */
    default boolean news(BatchJobRow first, BatchJobRow now) {
      return true;
    }
  }

  private record First(JobId job, long from, Telling<?> telling) {}

  private record Second(JobId job, Telling<?> telling, Optional<Token> after) {}

  private record Seen(BatchJobRow row, boolean over, long viewNext) {}

  private record Told<T>(BatchJobRow row, boolean over, T told) {}

  /** Who watches: what can be reached, for as long as the key is good. */
  private record Watcher(Identity who, Reach reach, Visit visit) {
    void requireGood() {
      if (visit.isOver()) {
        throw new Refusal(ProblemCode.UNAUTHENTICATED, "the key or the token is no longer good");
      }
    }
  }

  /** One client's waiting, in one turn or several; {@code first} is null before the first look. */
  private record Waiting<T>(
      JobId job,
      Telling<T> telling,
      Watcher watcher,
      Duration period,
      long end,
      BatchJobRow first) {
    static <T> Waiting<T> of(Asked asked, Telling<T> telling, Watcher watcher) {
      long end = System.nanoTime() + asked.longest().toNanos();
      return new Waiting<>(asked.job(), telling, watcher, asked.period(), end, null);
    }

    /** A reading is shared by all who watch, whatever they can reach. */
    Seen reached(Seen seen) {
      if (!watcher.reach().has(seen.row().header().namespace())) {
        throw JobLookup.unknown(job.toString());
      }
      return seen;
    }

    Waiting<T> seen(BatchJobRow row) {
      return first == null ? new Waiting<>(job, telling, watcher, period, end, row) : this;
    }

    /** The period has been kept to; what comes now is looked at once in the shortest one. */
    Waiting<T> again() {
      return new Waiting<>(job, telling, watcher, LongPolls.SHORTEST, end, first);
    }

    Duration left() {
      return Duration.ofNanos(Math.max(0, end - System.nanoTime())).plusMillis(1);
    }

    boolean ends() {
      return System.nanoTime() - end >= 0;
    }

    boolean isNews(BatchJobRow now) {
      return first != null && telling.news(first, now);
    }
  }

  public <T> CompletionStage<T> next(Asked asked, Telling<T> telling) {
    return turn(Waiting.of(asked, telling, watcher()));
  }

  private Watcher watcher() {
    return new Watcher(access.identity(), access.reach(), visits.begin());
  }

  private <T> CompletionStage<T> turn(Waiting<T> waiting) {
    LongPolls.Wait wait = begin(waiting.job(), waiting.watcher().who());
    CompletionStage<T> answer =
        look(waiting, wait)
            .thenApply(waiting::reached)
            .thenCompose(
                seen ->
                    await(waiting, wait, seen)
                        .thenCompose(after -> read(waiting, after))
                        .thenCompose(told -> answer(waiting.seen(seen.row()), told)));
    return answer.whenComplete((told, failure) -> wait.cancel());
  }

  private LongPolls.Wait begin(JobId job, Identity who) {
    try {
      return polls.begin(job, who);
    } catch (WatchRefusal e) {
      throw WatchRefusals.refusal(e);
    }
  }

  private CompletionStage<Seen> look(Waiting<?> waiting, LongPolls.Wait wait) {
    JobId job = waiting.job();
    return reads.read(
        new First(job, wait.from(views.partition(job)), waiting.telling()),
        () -> reads.inLine(() -> seen(service.get(job), waiting.telling())));
  }

  private Seen seen(BatchJobRow row, Telling<?> telling) {
    return new Seen(row, telling.over(row), viewNext(row.header().id()));
  }

  private <T> CompletionStage<Optional<Token>> await(
      Waiting<T> waiting, LongPolls.Wait wait, Seen seen) {
    if (seen.over() || waiting.isNews(seen.row())) {
      wait.cancel();
    } else if (seen.viewNext() < wait.from(views.partition(waiting.job()))) {
      wait.viewIsBehind();
    }
    return wait.answer(waiting.period(), waiting.left());
  }

  private <T> CompletionStage<Told<T>> read(Waiting<T> waiting, Optional<Token> after) {
    return reads.read(
        new Second(waiting.job(), waiting.telling(), after),
        () -> {
          after.ifPresent(this::awaitView);
          return reads.inLine(() -> told(service.get(waiting.job()), waiting.telling()));
        });
  }

  private static <T> Told<T> told(BatchJobRow row, Telling<T> telling) {
    return new Told<>(row, telling.over(row), telling.tell(row));
  }

  private <T> CompletionStage<T> answer(Waiting<T> waiting, Told<T> told) {
    waiting.watcher().requireGood();
    return told.over() || waiting.isNews(told.row()) || waiting.ends()
        ? CompletableFuture.completedStage(told.told())
        : turn(waiting.again());
  }

  /** What the view has by then is the answer; it says how old it is. */
  private void awaitView(Token token) {
    try {
      views.require(List.of(token), VIEW_PATIENCE);
    } catch (Refusal behind) {
      // Answered with what there is.
    }
  }

  private long viewNext(JobId job) {
    ViewPosition position = views.positions().get(views.partition(job));
    return position == null ? 0 : position.nextOffset();
  }
}
