package dev.windlass.cli.follow;

import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import java.time.Duration;

/** Follows batch jobs to their end, or until the deadline. */
public final class JobWatch {
  /** Two looks a second at what changes all the time. */
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** A change between two polls is told by the second one's end. */
  private static final Duration POLL = Duration.ofSeconds(5);

  private static final Duration STEP = Duration.ofSeconds(1);

  private final Api api;
  private final Outage outage;
  private final Deadline deadline;

  public JobWatch(Api api, Progress progress, Deadline deadline) {
    this.api = api;
    this.outage = new Outage(progress);
    this.deadline = deadline;
  }

  /** The batch job at its end, or as it was when the time was over. */
  public Answer follow(String id, Progress.Line line) throws InterruptedException {
    Route job = Route.of("v1", "batch-jobs", id).with("subJobs", 0);
    Answer last = ask(Call.get(job));
    while (!shown(last, line).ended() && !deadline.passed()) {
      last = ask(poll(id));
    }
    return last;
  }

  private Call poll(String id) {
    Duration most = deadline.atMost(POLL);
    return Call.get(
            Route.of("v1", "batch-jobs", id, "watch")
                .with("progressUpdatePeriod", PERIOD.toMillis())
                .with("maximumPollingPeriod", most.toMillis())
                .with("subJobs", 0))
        .longerBy(most);
  }

  private static Standing shown(Answer answer, Progress.Line line) {
    Standing standing = Standing.of(answer.json());
    line.show(standing, standing.status());
    return standing;
  }

  /** Asks again for as long as the server is away; the end of the time ends that too. */
  private Answer ask(Call call) throws InterruptedException {
    while (true) {
      try {
        Answer answer = api.send(call);
        outage.isOver();
        return answer;
      } catch (ClientFailure failure) {
        if (failure.code() != ExitCode.UNAVAILABLE || deadline.passed()) {
          throw failure;
        }
        outage.notes(failure);
        deadline.sleep(STEP);
      }
    }
  }
}
