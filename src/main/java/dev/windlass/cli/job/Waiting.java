package dev.windlass.cli.job;

import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.follow.Deadline;
import dev.windlass.cli.follow.JobWatch;
import dev.windlass.cli.follow.OnInterrupt;
import dev.windlass.cli.follow.Progress;
import dev.windlass.cli.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Waits for the end of batch jobs, each followed by a thread of its own. */
final class Waiting {
  private final Api api;
  private final Output out;
  private final Progress progress;
  private final WaitOptions options;

  Waiting(Api api, Output out, Progress progress, WaitOptions options) {
    this.api = api;
    this.out = out;
    this.progress = progress;
    this.options = options;
  }

  /** How they ended, told; the code of the first that did not end well. */
  ExitCode end(List<String> ids) throws InterruptedException {
    List<Callable<Answer>> follows = follows(ids);
    List<Future<Answer>> followed;
    try (OnInterrupt left = OnInterrupt.run(new LeftBehind(api, out, progress, options, ids));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      followed = threads.invokeAll(follows);
    }
    progress.close();
    ExitCode code = ExitCode.FINE;
    for (Future<Answer> one : followed) {
      code = code.and(told(one));
    }
    return code;
  }

  private List<Callable<Answer>> follows(List<String> ids) {
    Deadline deadline = options.deadline();
    JobWatch watch = new JobWatch(api, progress, deadline);
    List<Callable<Answer>> follows = new ArrayList<>();
    for (String id : ids) {
      Progress.Line line = progress.line(id.substring(0, 18));
      follows.add(() -> watch.follow(id, line));
    }
    return follows;
  }

  private ExitCode told(Future<Answer> followed) throws InterruptedException {
    try {
      return new Outcome(api, out).tell(followed.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClientFailure failure) {
        out.note(failure.getMessage());
        return failure.code();
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
