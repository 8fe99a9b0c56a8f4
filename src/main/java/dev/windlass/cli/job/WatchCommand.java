package dev.windlass.cli.job;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.follow.Progress;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = {
      "Follows batch jobs to their end: bars on a terminal, lines elsewhere (on the standard error).",
      "The exit code is 0 only if all completed and no operation failed."
    },
    footer = {"%nExamples:", "  windlass watch 42", "  windlass watch 42 43 44 --timeout 1h"})
public final class WatchCommand extends ClientCommand {
  /** Each is a connection that the server holds open. */
  private static final int MOST = 50;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Batch jobs, 50 at most.")
  private List<String> names;

  @Mixin private WaitOptions options;

  @Override
  protected void check() {
    if (names.size() > MOST) {
      throw usage("%d batch jobs are named; at most %d are watched.".formatted(names.size(), MOST));
    }
  }

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    List<String> ids = new JobIds(api).of(names);
    try (Progress progress =
        Progress.on(Terminal.ofErrors(), System.err, ids.size(), Progress.LINE_EVERY)) {
      return new Waiting(api, out, progress, options).end(ids);
    }
  }
}
