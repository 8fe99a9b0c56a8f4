package dev.windlass.control;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Why a batch job waits, or is no faster, as far as its header and the fleet tell. Pure. */
public record Why(Reason reason, String sentence) {
  private static final Duration WORTH_TELLING = Duration.ofSeconds(5);

  /** The one thing that holds it most. */
  public enum Reason {
    NOT_STARTED,
    ANOTHER_RUN,
    OLD_START_LETS_GO,
    PAUSING,
    PAUSED,
    FAILURE_BUDGET,
    STOPPING,
    NO_WORKER,
    MAX_CONCURRENT,
    SLOTS_BUSY,
    PACED,
    BEGINNING,
    RUNNING,
    ENDED;

    /** As clients read it: {@code NO_WORKER} is {@code no-worker}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The sentence; where the view was so old that it may mislead, that is said too. */
  public String seenBefore(Duration age) {
    return age.compareTo(WORTH_TELLING) < 0
        ? sentence
        : sentence + " It stood so " + age.toSeconds() + " s ago: the view lags.";
  }

  public static Why of(JobHeader job, QueueFleet fleet, Instant now) {
    int open = job.openGrants();
    return switch (job.status()) {
      case CREATED -> new Why(Reason.NOT_STARTED, "It was not started: the directive start does.");
      case QUEUED -> new Why(Reason.ANOTHER_RUN, queued(job));
      case RESTARTING ->
          new Why(Reason.OLD_START_LETS_GO, "It begins anew when " + letGo(open, "is"));
      case PAUSING -> pausing(job, letGo(open, "ends its operation and is"));
      case PAUSED -> paused(job);
      case STOPPING -> stopping(job, letGo(open, "is interrupted and"));
      case STARTING, RUNNING -> dispatching(job, fleet, now);
      case STOPPED, COMPLETED, FAILED, INVALID, DELETED -> new Why(Reason.ENDED, ended(job));
    };
  }

  private static Why dispatching(JobHeader job, QueueFleet fleet, Instant now) {
    int waiting = waiting(job);
    int open = job.openGrants();
    String queue = "the queue '" + fleet.queue() + "'";
    if (waiting == 0) {
      return new Why(
          Reason.RUNNING, "The last " + many(job.notEnded(), "sub-job") + " run; none waits.");
    }
    if (fleet.slots() == 0) {
      String sentence = many(waiting, "sub-job") + " wait and no worker takes work of " + queue;
      return new Why(Reason.NO_WORKER, sentence + ".");
    }
    if (job.maxConcurrent() != null && open >= job.maxConcurrent()) {
      String sentence = "As many run as its maxConcurrent of " + job.maxConcurrent() + " allows; ";
      return new Why(Reason.MAX_CONCURRENT, sentence + many(waiting, "sub-job") + " wait.");
    }
    if (fleet.busy() >= fleet.slots()) {
      String sentence = "All slots of " + queue + " are busy, ";
      return new Why(Reason.SLOTS_BUSY, sentence + Math.min(open, fleet.slots()) + " with it.");
    }
    return unhindered(job, fleet, now);
  }

  private static Why unhindered(JobHeader job, QueueFleet fleet, Instant now) {
    if (job.pace() != null) {
      String rate = fourDigits(job.pace().rate(now));
      return new Why(
          Reason.PACED, "Its jobsPerSecond lets " + rate + " sub-jobs begin per second now.");
    }
    return job.openGrants() == 0
        ? new Why(Reason.BEGINNING, "Its work is offered, and slots are free.")
        : new Why(Reason.RUNNING, "It runs: " + many(job.openGrants(), "slot") + " work on it.");
  }

  /** What could be granted, or is granted and has not begun. */
  public static int waiting(JobHeader job) {
    return job.counts().waiting() + job.counts().paused() + job.counts().stopped();
  }

  private static String queued(JobHeader job) {
    return job.waitingFor() == null || job.waitingFor().job() == null
        ? "It waits for another run to end: only one goes at a time."
        : "It waits for the run " + job.waitingFor().job() + " to end: only one goes at a time.";
  }

  private static Why pausing(JobHeader job, String letGo) {
    return job.pausedByFailureBudget()
        ? new Why(Reason.FAILURE_BUDGET, because(job) + " It is paused when " + letGo)
        : new Why(Reason.PAUSING, "It is paused when " + letGo);
  }

  private static Why paused(JobHeader job) {
    if (job.pausedByFailureBudget()) {
      String wayOut = " The directive unpause lets it go on, and the budget counts afresh.";
      return new Why(Reason.FAILURE_BUDGET, because(job) + wayOut);
    }
    return job.waitingFor() == null || job.waitingFor().until() == null
        ? new Why(Reason.PAUSED, "It is paused: the directive unpause lets it go on.")
        : new Why(
            Reason.PAUSED,
            "It is paused until " + job.waitingFor().until() + ", or the directive unpause.");
  }

  private static Why stopping(JobHeader job, String letGo) {
    String sentence = "It is " + becomes(job).label() + " when " + letGo;
    return job.after() == JobStatus.FAILED
        ? new Why(Reason.FAILURE_BUDGET, because(job) + " " + sentence)
        : new Why(Reason.STOPPING, sentence);
  }

  private static String because(JobHeader job) {
    return "It does not go on: " + job.failureReason() + ".";
  }

  private static JobStatus becomes(JobHeader job) {
    return job.after() == null ? JobStatus.STOPPED : job.after();
  }

  private static String ended(JobHeader job) {
    String sentence = "It is " + job.status().label() + " since " + job.stopTime();
    return job.failureReason() == null ? sentence + "." : sentence + ": " + job.failureReason();
  }

  private static String letGo(int grants, String what) {
    return grants == 1
        ? "the 1 grant that workers hold " + what + " let go."
        : "each of the " + grants + " grants that workers hold " + what + " let go.";
  }

  private static String fourDigits(double number) {
    return new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static String many(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
