package dev.windlass.api;

import dev.windlass.control.BatchJobService;
import dev.windlass.control.Refusal;
import dev.windlass.control.Views;
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
import java.util.concurrent.CompletionStage;

/**
 * A batch job as it stands after its next change. It listens first and reads then, so that no
 * change falls between the two; what it reads, it shares with all who watch the same.
 */
@ApplicationScoped
class BatchJobWatch {
  /** How long an answer waits for the view to show what woke it. */
  private static final Duration VIEW_PATIENCE = Duration.ofSeconds(2);

  private final LongPolls polls;
  private final SharedReads reads;
  private final BatchJobService service;
  private final BatchJobPages pages;
  private final Views views;

  BatchJobWatch(
      LongPolls polls,
      SharedReads reads,
      BatchJobService service,
      BatchJobPages pages,
      Views views) {
    this.polls = polls;
    this.reads = reads;
    this.service = service;
    this.pages = pages;
    this.views = views;
  }

  record Asked(JobId job, Duration period, Duration longest, int subJobs) {}

  private record First(JobId job, long from) {}

  private record Second(JobId job, int subJobs, Optional<Token> after) {}

  private record Seen(BatchJobRow row, long viewNext) {}

  CompletionStage<BatchJobJson> next(Asked asked) {
    LongPolls.Wait wait = begin(asked.job());
    CompletionStage<BatchJobJson> answer =
        look(asked.job(), wait)
            .thenCompose(seen -> await(asked, wait, seen))
            .thenCompose(after -> read(asked, after));
    return answer.whenComplete((json, failure) -> wait.cancel());
  }

  private LongPolls.Wait begin(JobId job) {
    try {
      return polls.begin(job);
    } catch (WatchRefusal e) {
      throw Watching.refusal(e);
    }
  }

  private CompletionStage<Seen> look(JobId job, LongPolls.Wait wait) {
    return reads.read(
        new First(job, wait.from(views.partition(job))),
        () -> reads.inLine(() -> new Seen(service.get(job), viewNext(job))));
  }

  private CompletionStage<Optional<Token>> await(Asked asked, LongPolls.Wait wait, Seen seen) {
    if (seen.row().header().status().ended()) {
      wait.cancel();
    } else if (seen.viewNext() < wait.from(views.partition(asked.job()))) {
      wait.viewIsBehind();
    }
    return wait.answer(asked.period(), asked.longest());
  }

  private CompletionStage<BatchJobJson> read(Asked asked, Optional<Token> after) {
    return reads.read(
        new Second(asked.job(), asked.subJobs(), after),
        () -> {
          after.ifPresent(this::awaitView);
          return reads.inLine(() -> pages.one(service.get(asked.job()), asked.subJobs()));
        });
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
