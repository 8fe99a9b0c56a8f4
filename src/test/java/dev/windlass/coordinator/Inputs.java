package dev.windlass.coordinator;

import dev.windlass.job.Claim;
import dev.windlass.job.Creation;
import dev.windlass.job.Definition;
import dev.windlass.job.Definition.Runs;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobId;
import dev.windlass.job.Progress;
import dev.windlass.job.Reply;
import dev.windlass.job.Snapshot;
import dev.windlass.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What clients and workers would send. */
final class Inputs {
  static final String WORKER = "worker-1";

  private Inputs() {}

  static JobId job(Instant time, int number) {
    return JobId.of(time, 7, number);
  }

  static Definition definition() {
    return definition(Runs.MANY, "default", "x");
  }

  static Definition definition(Runs runs, String queue, String description) {
    return new Definition(
        "default",
        "geocode",
        1,
        description,
        "simulate",
        Map.of(),
        List.of(new Definition.Case("only", Map.of())),
        1,
        0,
        null,
        null,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        null,
        runs,
        queue,
        null);
  }

  static Directive create(JobId job, int subJobs) {
    return create(job, subJobs, null, null, definition());
  }

  static Directive create(
      JobId job, int subJobs, String serialKey, Double jobsPerSecond, Definition definition) {
    return new Directive(
        "create-" + job,
        job,
        DirectiveKind.CREATE,
        "ana",
        job.time(),
        null,
        new Creation(
            "default",
            "geocode",
            subJobs,
            null,
            null,
            jobsPerSecond,
            null,
            Map.of(),
            Map.of(),
            true,
            null,
            serialKey,
            null),
        Snapshot.of(definition));
  }

  static Directive directive(JobId job, DirectiveKind kind, String id) {
    return new Directive(id, job, kind, "ana", job.time(), null, null, null);
  }

  static Claim claim(JobId job, long task, int epoch) {
    return new Claim(job, task, epoch, WORKER, 0, false);
  }

  /** All sub-jobs of the grant succeeded, one operation each. */
  static Progress done(Reply.Granted granted) {
    int size = granted.ranges().stream().mapToInt(r -> r.count()).sum();
    return progress(granted, "c" + size, size, true);
  }

  /** All sub-jobs of the grant succeeded, from where each stood. */
  static Progress done(Reply.Granted granted, Work work) {
    int size = granted.ranges().stream().mapToInt(r -> r.count()).sum();
    long before = granted.begun().stream().mapToLong(b -> b.done()).sum();
    return progress(granted, "c" + size, size * work.operationsPerSubJob() - before, true);
  }

  static Progress nothingYet(Reply.Granted granted) {
    return progress(granted, "", 0, false);
  }

  private static Progress progress(Reply.Granted granted, String ended, long done, boolean letGo) {
    return new Progress(
        granted.job(),
        WORKER,
        0,
        false,
        List.of(
            new Progress.GrantProgress(
                granted.grant(),
                granted.nonce(),
                ended,
                done,
                0,
                null,
                0,
                letGo,
                false,
                1000,
                -1)));
  }
}
