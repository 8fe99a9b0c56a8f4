package dev.windlass.cli.job;

import dev.windlass.cli.command.Durations;
import dev.windlass.cli.follow.Deadline;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for the end of batch jobs. */
final class WaitOptions {
  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "Give up waiting after this time, such as 30m; the batch job goes on.")
  private Duration timeout;

  @Option(
      names = "--stop-on-interrupt",
      description = "Ctrl-C stops the batch job and keeps what is done, instead of leaving it.")
  private boolean stops;

  Deadline deadline() {
    return Deadline.in(timeout);
  }

  boolean stops() {
    return stops;
  }
}
