package dev.windlass.projection;

import dev.windlass.job.Begun;
import dev.windlass.job.Counts;
import dev.windlass.job.Creation;
import dev.windlass.job.Definition;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.InputRef;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Page;
import dev.windlass.job.Recorded;
import dev.windlass.job.Work;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A batch job that tells events about itself, each with the whole header after it. */
public final class SampleJob {
  public static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private JobHeader header;
  private final Creation creation;
  private Instant clock = NOW;
  private long directivesOffset = -1;

  private SampleJob(JobHeader header, Creation creation) {
    this.header = header;
    this.creation = creation;
  }

  public static SampleJob of(int number, int slot, int subJobs) {
    JobId id = JobId.of(NOW.plusMillis(number), slot, number);
    Creation creation =
        new Creation(
            "default",
            "geocode",
            subJobs,
            new InputRef("in_" + number, subJobs, 1),
            null,
            null,
            null,
            Map.of("region", "eu"),
            Map.of("team", number % 2 == 0 ? "maps" : "roads"),
            true,
            null,
            null,
            null);
    return new SampleJob(header(id, number, subJobs), creation);
  }

  /** One with a limit on how many run at a time. */
  public static SampleJob limited(int subJobs, int maxConcurrent) {
    SampleJob job = of(1, 0, subJobs);
    JobHeader h = job.header;
    job.header =
        new JobHeader(
            h.id(),
            h.version(),
            h.status(),
            h.epoch(),
            h.clearedAt(),
            h.namespace(),
            h.definition(),
            h.definitionVersion(),
            h.number(),
            h.requestedBy(),
            h.createdTime(),
            h.startTime(),
            h.stopTime(),
            h.failureReason(),
            subJobs,
            maxConcurrent,
            h.pace(),
            h.work(),
            h.failureBudget(),
            h.failuresForgiven(),
            h.serialKey(),
            h.holdsKey(),
            h.counts(),
            h.operationsDone(),
            h.operationsFailed(),
            h.nextGrant(),
            h.openGrants(),
            h.staleGrants(),
            h.controlVersion(),
            h.after(),
            h.waitingFor());
    return job;
  }

  public JobId id() {
    return header.id();
  }

  public JobHeader header() {
    return header;
  }

  public Creation creation() {
    return creation;
  }

  public EventRecord created() {
    return tell(new JobEvent.JobCreated(id(), creation, "ana", clock), null, null, d -> {});
  }

  /** The next event comes so much later. */
  public SampleJob later(Duration time) {
    clock = clock.plus(time);
    return this;
  }

  /** A new start that forgets what was, or keeps what succeeded. */
  public EventRecord started(boolean keepsSucceeded) {
    return tell(
        new JobEvent.JobRunning(null, null),
        null,
        outcome("start-" + header.version(), DirectiveOutcome.State.APPLIED),
        d -> {
          d.epoch++;
          d.clearedAt = keepsSucceeded ? d.clearedAt : d.epoch;
          d.status = JobStatus.RUNNING;
          d.startTime = clock;
          d.counts =
              keepsSucceeded
                  ? header.counts().keepingSuccesses()
                  : Counts.allWaiting(header.subJobs());
          d.operationsDone = (long) d.counts.completed() * d.work.operationsPerSubJob();
          d.operationsFailed = 0;
        });
  }

  /** Counts after it, whichever way they came about. */
  public EventRecord changed(Counts counts, Page page) {
    return tell(
        new JobEvent.SubJobsChanged(null),
        page,
        null,
        d -> {
          d.counts = counts;
          d.operationsDone = (long) counts.ended() * d.work.operationsPerSubJob();
          d.operationsFailed = counts.failed() + counts.completedWithErrors();
        });
  }

  public EventRecord became(JobStatus status) {
    return tell(
        new JobEvent.JobPausing(null, null),
        null,
        outcome(status.label() + "-" + header.version(), DirectiveOutcome.State.APPLIED),
        d -> d.status = status);
  }

  public EventRecord purged() {
    return tell(new JobEvent.JobPurged(clock), null, null, d -> {});
  }

  public EventRecord repeated(String directive) {
    return tell(
        new JobEvent.DirectiveRepeated(),
        null,
        outcome(directive, DirectiveOutcome.State.REPEATED),
        d -> {});
  }

  /** Of a batch job that does not exist. */
  public EventRecord refusedUnknown(String directive) {
    return EventCodec.record(
        new Recorded(
            id(),
            new JobEvent.DirectiveRefused(),
            null,
            null,
            outcome(directive, DirectiveOutcome.State.REFUSED)),
        clock,
        ++directivesOffset);
  }

  public static Counts counts(int waiting, int running, int completed, int failed) {
    return new Counts(0, waiting, running, 0, 0, completed, 0, failed, 0);
  }

  public Page page(int number, String statuses, Begun... begun) {
    return Page.of(number, header.epoch(), statuses, List.of(begun));
  }

  private DirectiveOutcome outcome(String id, DirectiveOutcome.State state) {
    directivesOffset++;
    return new DirectiveOutcome(id, DirectiveKind.START, state, null, null, "ana", clock);
  }

  public EventRecord tell(
      JobEvent event, Page page, DirectiveOutcome outcome, Consumer<JobHeader.Draft> change) {
    clock = clock.plusMillis(10);
    header =
        header.with(
            draft -> {
              draft.version++;
              change.accept(draft);
            });
    return EventCodec.record(
        new Recorded(id(), event, header, page, outcome), clock, directivesOffset);
  }

  private static JobHeader header(JobId id, int number, int subJobs) {
    Work work =
        new Work(
            2,
            1,
            0,
            "default",
            Definition.Priority.NORMAL,
            Definition.Runs.MANY,
            Duration.ofSeconds(30));
    return new JobHeader(
        id,
        0,
        JobStatus.CREATED,
        0,
        0,
        "default",
        "geocode",
        1,
        null,
        number % 3 == 0 ? "bob" : "ana",
        id.time(),
        null,
        null,
        null,
        subJobs,
        null,
        null,
        work,
        null,
        0,
        null,
        false,
        Counts.allCreated(subJobs),
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        null);
  }
}
