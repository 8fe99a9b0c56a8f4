package dev.windlass.cli.demo;

import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.follow.Progress;
import dev.windlass.cli.follow.Speed;
import dev.windlass.cli.follow.Standing;
import java.time.Duration;
import java.util.function.Predicate;

/** Looks at the batch job several times a second and shows it, until something is so. */
final class Follower {
  private static final Duration STEP = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final DemoCalls api;
  private final String batchJob;
  private final Progress.Line line;
  private final Speed speed = new Speed();

  Follower(DemoCalls api, String batchJob, Progress.Line line) {
    this.api = api;
    this.batchJob = batchJob;
    this.line = line;
  }

  /** The first standing that is wanted, or the last one of a batch job that has ended. */
  Standing until(Predicate<Standing> wanted, String note) throws InterruptedException {
    Standing last = look(note);
    long moved = System.nanoTime();
    while (!wanted.test(last) && !last.ended()) {
      Thread.sleep(STEP);
      Standing now = look(note);
      if (now.done() != last.done() || !now.status().equals(last.status())) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
        throw new ClientFailure(
            ExitCode.TIMED_OUT, "the batch job %s stands still: %s".formatted(batchJob, now));
      }
      last = now;
    }
    return last;
  }

  Standing during(Duration time, String note) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    return until(standing -> System.nanoTime() - end >= 0, note);
  }

  private Standing look(String note) throws InterruptedException {
    Standing standing = Standing.of(api.batchJob(batchJob));
    line.show(standing.at(speed.see(System.nanoTime(), standing)), note);
    return standing;
  }
}
