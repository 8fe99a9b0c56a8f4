package dev.windlass.worker;

import dev.windlass.job.JobId;
import dev.windlass.job.Progress;
import dev.windlass.job.Progress.GrantProgress;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.ResultRecord.Operation;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells the coordinator what has become of the grants that this worker holds: every second, which
 * is its lease on them, and at once when one ends. What progress counts has its results in the log
 * before: a report is a look at the grants, then their results, then, when those are acknowledged,
 * the progress that was seen at first. One report per batch job is under way at a time.
 *
 * <p>All of it happens on one thread, that of the executor.
 */
final class ProgressReporter {
  private static final Duration COALESCE = Duration.ofMillis(3);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final int RECORD_BYTES = 200 << 10;

  private final Machine machine;
  private final WorkerIdentity identity;
  private final WorkerLog log;
  private final HeldGrants held;
  private final ScheduledExecutorService executor;
  private final Set<JobId> due = new HashSet<>();
  private final Set<JobId> underWay = new HashSet<>();

  /** A grant as it was seen at one instant. */
  private record Seen(GrantRun run, GrantProgress progress) {
    Seen restingOn(long resultsOffset) {
      GrantProgress p = progress;
      return new Seen(
          run,
          new GrantProgress(
              p.grant(),
              p.nonce(),
              p.ended(),
              p.done(),
              p.failed(),
              p.current(),
              p.handedBack(),
              p.letGo(),
              p.stuck(),
              p.busyMicros(),
              resultsOffset));
    }

    int bytes() {
      return 400 + progress.ended().length();
    }
  }

  ProgressReporter(
      Machine machine,
      WorkerIdentity identity,
      WorkerLog log,
      HeldGrants held,
      ScheduledExecutorService executor) {
    this.machine = machine;
    this.identity = identity;
    this.log = log;
    this.held = held;
    this.executor = executor;
  }

  void start(Duration every) {
    executor.scheduleAtFixedRate(
        () -> held.jobs().forEach(this::begin),
        every.toMillis(),
        every.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Soon, with whatever else there is to tell in a few milliseconds. */
  void report(JobId job) {
    boolean first;
    synchronized (due) {
      first = due.add(job);
    }
    if (first) {
      after(COALESCE, () -> begin(job));
    }
  }

  private void begin(JobId job) {
    if (!underWay.add(job)) {
      return;
    }
    synchronized (due) {
      due.remove(job);
    }
    try {
      List<Seen> seen = look(job);
      CompletableFuture.allOf(seen.stream().map(this::write).toArray(CompletableFuture[]::new))
          .whenCompleteAsync(
              (nothing, failure) -> {
                if (failure == null) {
                  tell(job, seen);
                } else {
                  again(job, failure);
                }
              },
              executor);
    } catch (RuntimeException e) {
      again(job, e);
    }
  }

  private List<Seen> look(JobId job) {
    long now = machine.nanos();
    return held.of(job).stream()
        .map(run -> new Seen(run, run.state().progress(now, run.results().offset())))
        .toList();
  }

  private CompletableFuture<?> write(Seen seen) {
    GrantRun run = seen.run();
    List<Operation> operations = run.results().take();
    if (operations.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    List<CompletableFuture<Long>> offsets =
        ResultLimits.records(operations).stream()
            .map(part -> log.results(record(run, part), run.trace()))
            .toList();
    return CompletableFuture.allOf(offsets.toArray(CompletableFuture[]::new))
        .thenRun(
            () -> {
              run.results()
                  .written(offsets.stream().mapToLong(CompletableFuture::join).max().orElse(-1));
              run.wake();
            });
  }

  private ResultRecord record(GrantRun run, List<Operation> operations) {
    return new ResultRecord(
        run.job(),
        run.granted().epoch(),
        run.granted().grant(),
        identity.incarnation(),
        operations);
  }

  private void tell(JobId job, List<Seen> seen) {
    try {
      boolean renew = seen.stream().anyMatch(s -> s.run().lease().lapsed());
      long sentAt = machine.nanos();
      CompletableFuture<?>[] sent =
          records(seen).stream()
              .map(
                  part ->
                      log.progress(progress(job, renew, part), part.getFirst().run().trace())
                          .thenRun(() -> acknowledged(part, sentAt, renew)))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(sent)
          .whenCompleteAsync(
              (nothing, failure) -> {
                if (failure == null) {
                  end(job);
                } else {
                  again(job, failure);
                }
              },
              executor);
    } catch (RuntimeException e) {
      again(job, e);
    }
  }

  private Progress progress(JobId job, boolean renew, List<Seen> part) {
    return new Progress(
        job,
        identity.incarnation(),
        identity.grantsPartition(),
        renew,
        part.stream()
            .map(s -> s.restingOn(s.run().results().offset()))
            .map(Seen::progress)
            .toList());
  }

  private void acknowledged(List<Seen> part, long sentAt, boolean renew) {
    for (Seen seen : part) {
      seen.run().lease().acknowledged(sentAt, renew);
      if (seen.progress().letGo()) {
        held.remove(seen.run());
      }
    }
  }

  private static List<List<Seen>> records(List<Seen> all) {
    List<List<Seen>> records = new ArrayList<>();
    int room = 0;
    for (Seen seen : all) {
      if (records.isEmpty() || seen.bytes() > room) {
        records.add(new ArrayList<>());
        room = RECORD_BYTES;
      }
      records.getLast().add(seen);
      room -= seen.bytes();
    }
    return records;
  }

  /** What came in meanwhile is told next. */
  private void end(JobId job) {
    underWay.remove(job);
    boolean more;
    synchronized (due) {
      more = due.contains(job);
    }
    if (more) {
      begin(job);
    }
  }

  private void again(JobId job, Throwable failure) {
    Log.debugf(failure, "Progress of %s was not written, it is sent again", job);
    underWay.remove(job);
    after(RETRY, () -> begin(job));
  }

  private void after(Duration delay, Runnable then) {
    if (!executor.isShutdown()) {
      executor.schedule(then, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
