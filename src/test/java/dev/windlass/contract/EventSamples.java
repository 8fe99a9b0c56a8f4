package dev.windlass.contract;

import static dev.windlass.contract.Samples.BUDGET;
import static dev.windlass.contract.Samples.COUNTS;
import static dev.windlass.contract.Samples.CREATED;
import static dev.windlass.contract.Samples.CREATION;
import static dev.windlass.contract.Samples.HEADER;
import static dev.windlass.contract.Samples.JOB;
import static dev.windlass.contract.Samples.LATER;
import static dev.windlass.contract.Samples.OTHER;
import static dev.windlass.contract.Samples.PACE;
import static dev.windlass.contract.Samples.PAGE;
import static dev.windlass.contract.Samples.STARTED;
import static dev.windlass.contract.Samples.WORK;

import dev.windlass.job.DirectiveKind;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.DirectiveOutcome.State;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Page;
import dev.windlass.job.Recorded;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import java.util.List;

/** One event of each type. */
final class EventSamples {
  private static final JobEvent.NewEpoch EPOCH =
      new JobEvent.NewEpoch(1, true, 4, WORK, PACE, BUDGET);

  private static final JobEvent.Tally TALLY = new JobEvent.Tally(COUNTS, 1527, 27, 1601, 50, 0);

  private EventSamples() {}

  static List<EventRecord> all() {
    return List.of(
        of(
            new JobEvent.JobCreated(JOB, CREATION, "ana", CREATED),
            JobStatus.CREATED,
            DirectiveKind.CREATE),
        of(
            new JobEvent.JobQueued(EPOCH, PACE, OTHER),
            in(JobStatus.QUEUED).with(h -> h.waitingFor = JobHeader.WaitingFor.run(OTHER)),
            null,
            applied(DirectiveKind.START)),
        of(
            new JobEvent.JobStarting(EPOCH, PACE, STARTED, TALLY),
            JobStatus.STARTING,
            DirectiveKind.START),
        of(
            new JobEvent.JobRestarting(EPOCH, PACE, STARTED),
            JobStatus.RESTARTING,
            DirectiveKind.START),
        of(new JobEvent.JobRunning(PACE, TALLY), JobStatus.RUNNING),
        of(
            new JobEvent.JobPausing(LATER, null),
            in(JobStatus.PAUSING).with(h -> h.waitingFor = JobHeader.WaitingFor.instant(LATER)),
            null,
            applied(DirectiveKind.PAUSE)),
        of(new JobEvent.JobPaused(TALLY), JobStatus.PAUSED),
        of(
            new JobEvent.JobStopping(true, JobStatus.STOPPED, null),
            in(JobStatus.STOPPING).with(h -> h.after = JobStatus.STOPPED),
            null,
            applied(DirectiveKind.STOP)),
        of(new JobEvent.JobStopped(LATER, TALLY), ended(JobStatus.STOPPED)),
        of(new JobEvent.JobCompleted(LATER, TALLY), ended(JobStatus.COMPLETED)),
        of(new JobEvent.JobFailed("6 sub-jobs failed", LATER, TALLY), ended(JobStatus.FAILED)),
        of(
            new JobEvent.JobInvalid("the definition is gone", LATER, TALLY),
            ended(JobStatus.INVALID)),
        of(new JobEvent.JobDeleted(LATER, TALLY), JobStatus.DELETED, DirectiveKind.DELETE),
        of(new JobEvent.JobPurged(LATER), ended(JobStatus.COMPLETED)),
        of(new JobEvent.JobSnapshot(CREATION), HEADER, PAGE, null),
        of(new JobEvent.SubJobsChanged(TALLY), HEADER, PAGE, null),
        of(new JobEvent.DirectiveRefused(), null, null, refused()),
        of(
            new JobEvent.DirectiveRepeated(),
            HEADER,
            null,
            outcome(DirectiveKind.PAUSE, State.REPEATED)),
        of(new JobEvent.RunSkipped(OTHER), null, null, skipped()));
  }

  private static EventRecord of(JobEvent event, JobStatus status) {
    return of(event, in(status));
  }

  private static EventRecord of(JobEvent event, JobStatus status, DirectiveKind directive) {
    return of(event, in(status), null, applied(directive));
  }

  private static EventRecord of(JobEvent event, JobHeader header) {
    return of(event, header, null, null);
  }

  private static EventRecord of(
      JobEvent event, JobHeader header, Page page, DirectiveOutcome directive) {
    return EventCodec.record(new Recorded(JOB, event, header, page, directive), LATER, 42);
  }

  private static JobHeader in(JobStatus status) {
    return HEADER.with(h -> h.status = status);
  }

  private static JobHeader ended(JobStatus status) {
    return in(status)
        .with(
            h -> {
              h.stopTime = LATER;
              h.failureReason = status == JobStatus.FAILED ? "6 sub-jobs failed" : null;
            });
  }

  private static DirectiveOutcome applied(DirectiveKind kind) {
    return outcome(kind, State.APPLIED);
  }

  private static DirectiveOutcome outcome(DirectiveKind kind, State state) {
    return new DirectiveOutcome(
        "directive-1", kind, state, null, null, "ana", "api 10.1.2.3", null, CREATED);
  }

  private static DirectiveOutcome refused() {
    return new DirectiveOutcome(
        "directive-1",
        DirectiveKind.PAUSE,
        State.REFUSED,
        "unknown",
        "there is no batch job " + JOB,
        "ana",
        "api 10.1.2.3",
        null,
        CREATED);
  }

  private static DirectiveOutcome skipped() {
    return new DirectiveOutcome(
        "directive-1",
        DirectiveKind.CREATE,
        State.REFUSED,
        "run-in-progress",
        "batch job " + OTHER + " runs under the serial key geocode",
        "ana",
        "api 10.1.2.3",
        "default",
        CREATED);
  }
}
