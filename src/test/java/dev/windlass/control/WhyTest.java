package dev.windlass.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.control.Why.Reason;
import dev.windlass.dispatch.Pace;
import dev.windlass.job.Counts;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobHeader.WaitingFor;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.projection.SampleJob;
import dev.windlass.view.WorkerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhyTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final QueueFleet IDLE = new QueueFleet("default", 2, 64, 10);
  private static final QueueFleet FULL = new QueueFleet("default", 2, 64, 64);
  private static final QueueFleet NOBODY = new QueueFleet("default", 0, 0, 0);

  @Test
  void createdAndNotStarted() {
    expect(
        Reason.NOT_STARTED,
        "It was not started: the directive start does.",
        job(JobStatus.CREATED, draft -> {}),
        IDLE);
  }

  @Test
  void anotherRunGoesOn() {
    JobId other = JobId.of(NOW, 7, 99);
    expect(
        Reason.ANOTHER_RUN,
        "It waits for the run " + other + " to end: only one goes at a time.",
        job(JobStatus.QUEUED, draft -> draft.waitingFor = WaitingFor.run(other)),
        IDLE);
  }

  @Test
  void whatMayBeOutOfDateIsSaid() {
    Why why = new Why(Reason.PAUSED, "It is paused.");
    assertThat(why.seenBefore(Duration.ofSeconds(4))).isEqualTo("It is paused.");
    assertThat(why.seenBefore(Duration.ofSeconds(12)))
        .isEqualTo("It is paused. It stood so 12 s ago: the view lags.");
  }

  @Test
  void pausedForGoodOrUntilAnInstant() {
    expect(
        Reason.PAUSED,
        "It is paused: the directive unpause lets it go on.",
        job(JobStatus.PAUSED, draft -> {}),
        NOBODY);
    expect(
        Reason.PAUSED,
        "It is paused until 2026-01-31T12:00:00Z, or the directive unpause.",
        job(JobStatus.PAUSED, draft -> draft.waitingFor = WaitingFor.instant(NOW)),
        IDLE);
  }

  @Test
  void grantsThatAreNotLetGo() {
    expect(
        Reason.PAUSING,
        "It is paused when each of the 3 grants that workers hold ends its operation and is let"
            + " go.",
        job(JobStatus.PAUSING, draft -> draft.openGrants = 3),
        IDLE);
    expect(
        Reason.STOPPING,
        "It is deleted when the 1 grant that workers hold is interrupted and let go.",
        job(
            JobStatus.STOPPING,
            draft -> {
              draft.openGrants = 1;
              draft.after = JobStatus.DELETED;
            }),
        IDLE);
    expect(
        Reason.OLD_START_LETS_GO,
        "It begins anew when the 1 grant that workers hold is let go.",
        job(JobStatus.RESTARTING, draft -> draft.openGrants = 1),
        IDLE);
  }

  @Test
  void noWorkerForItsQueue() {
    expect(
        Reason.NO_WORKER,
        "90 sub-jobs wait and no worker takes work of the queue 'default'.",
        job(JobStatus.STARTING, draft -> {}),
        NOBODY);
  }

  @Test
  void whatLimitsARunningOne() {
    expect(
        Reason.SLOTS_BUSY,
        "All slots of the queue 'default' are busy, 7 with it.",
        running(7, draft -> {}),
        FULL);
    expect(
        Reason.MAX_CONCURRENT,
        "As many run as its maxConcurrent of 20 allows; 90 sub-jobs wait.",
        limited(20),
        FULL);
    expect(
        Reason.PACED,
        "Its jobsPerSecond lets 2.5 sub-jobs begin per second now.",
        running(
            7,
            draft ->
                draft.pace = new Pace(5, NOW.minusSeconds(30), java.time.Duration.ofMinutes(1))),
        IDLE);
  }

  @Test
  void nothingHoldsIt() {
    expect(
        Reason.BEGINNING,
        "Its work is offered, and slots are free.",
        job(JobStatus.STARTING, draft -> {}),
        IDLE);
    expect(Reason.RUNNING, "It runs: 7 slots work on it.", running(7, draft -> {}), IDLE);
    expect(
        Reason.RUNNING,
        "The last 10 sub-jobs run; none waits.",
        running(1, draft -> draft.counts = new Counts(0, 0, 10, 0, 0, 90, 0, 0, 0)),
        NOBODY);
  }

  @Test
  void theFailureBudgetIsNamedWhereItHoldsItBack() {
    String sentence = "It does not go on: 2 of 100 sub-jobs failed.";
    Consumer<JobHeader.Draft> paused =
        draft -> {
          draft.waitingFor = JobHeader.WaitingFor.UNPAUSE_AFTER_BREACH;
          draft.failureReason = "2 of 100 sub-jobs failed";
          draft.openGrants = 1;
        };
    expect(
        Reason.FAILURE_BUDGET,
        sentence + " The directive unpause lets it go on, and the budget counts afresh.",
        job(JobStatus.PAUSED, paused),
        IDLE);
    expect(
        Reason.FAILURE_BUDGET,
        sentence
            + " It is paused when the 1 grant that workers hold ends its operation and is let go.",
        job(JobStatus.PAUSING, paused),
        IDLE);
    expect(
        Reason.FAILURE_BUDGET,
        sentence + " It is failed when the 1 grant that workers hold is interrupted and let go.",
        job(
            JobStatus.STOPPING,
            paused.andThen(
                draft -> {
                  draft.after = JobStatus.FAILED;
                  draft.waitingFor = null;
                })),
        IDLE);
  }

  @Test
  void theEndHasItsReason() {
    expect(
        Reason.ENDED,
        "It is failed since 2026-01-31T12:00:00Z: too much broke",
        job(
            JobStatus.FAILED,
            draft -> {
              draft.stopTime = NOW;
              draft.failureReason = "too much broke";
            }),
        IDLE);
  }

  @ParameterizedTest
  @EnumSource
  void everyStatusHasASentence(JobStatus status) {
    for (QueueFleet fleet : List.of(IDLE, FULL, NOBODY)) {
      Why why = Why.of(job(status, draft -> {}), fleet, NOW);
      assertThat(why.sentence()).endsWith(".");
      assertThat(why.reason() == Reason.ENDED).isEqualTo(status.ended());
    }
  }

  @Test
  void theFleetOfAQueueIsThoseThatSpeakAndDoNotDrain() {
    List<WorkerRow> all =
        List.of(
            worker("default", 1, false, NOW),
            worker("default", 0, true, NOW),
            worker("gpu", 0, false, NOW),
            worker("default", 0, false, NOW.minusSeconds(60)));
    assertThat(QueueFleet.of("default", all, NOW)).isEqualTo(new QueueFleet("default", 1, 31, 5));
    assertThat(QueueFleet.of(null, all, NOW)).isEqualTo(new QueueFleet(null, 0, 0, 0));
  }

  private static void expect(Reason reason, String sentence, JobHeader job, QueueFleet fleet) {
    assertThat(Why.of(job, fleet, NOW)).isEqualTo(new Why(reason, sentence));
  }

  private static JobHeader running(int grants, Consumer<JobHeader.Draft> change) {
    return job(
        JobStatus.RUNNING,
        draft -> {
          draft.openGrants = grants;
          change.accept(draft);
        });
  }

  private static JobHeader limited(int maxConcurrent) {
    return running(maxConcurrent, SampleJob.limited(100, maxConcurrent).header());
  }

  private static JobHeader running(int grants, JobHeader of) {
    return job(of, JobStatus.RUNNING, draft -> draft.openGrants = grants);
  }

  private static JobHeader job(JobStatus status, Consumer<JobHeader.Draft> change) {
    return job(SampleJob.of(1, 0, 100).header(), status, change);
  }

  private static JobHeader job(JobHeader of, JobStatus status, Consumer<JobHeader.Draft> change) {
    return of.with(
        draft -> {
          draft.status = status;
          draft.counts = new Counts(0, 90, 10, 0, 0, 0, 0, 0, 0);
          change.accept(draft);
        });
  }

  private static WorkerRow worker(String queue, int stuck, boolean draining, Instant seen) {
    return new WorkerRow(
        "w", "vm", new String[] {queue}, 32, 5, stuck, draining, 0, "1", seen, seen);
  }
}
