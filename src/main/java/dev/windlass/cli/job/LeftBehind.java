package dev.windlass.cli.job;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.follow.Progress;
import dev.windlass.cli.output.Output;
import java.time.Duration;
import java.util.List;

/** What is said to somebody who ends a command that waits, and done to the batch jobs. */
record LeftBehind(Api api, Output out, Progress progress, WaitOptions options, List<String> ids)
    implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public void run() {
    progress.close();
    String names = String.join(" ", ids);
    if (!options.stops()) {
      out.note("Not waited for any longer. It goes on: windlass watch " + names);
      return;
    }
    stop();
    out.note("`windlass start ID --only failed` goes on with what is not done: " + names);
  }

  private void stop() {
    try {
      new Directives(api, out, PATIENCE)
          .send(ids, DirectiveCommand.directive("stop").put("reset", false));
    } catch (ClientFailure failure) {
      out.note(failure.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
