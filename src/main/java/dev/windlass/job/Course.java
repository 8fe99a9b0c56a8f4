package dev.windlass.job;

import dev.windlass.dispatch.Pace;
import dev.windlass.job.JobEvent.NewEpoch;
import dev.windlass.job.JobEvent.Tally;
import java.util.function.Function;

/**
 * The steps that a batch job takes by itself or that several directives lead to: beginning an
 * epoch, coming to rest when the last grant is let go, and ending.
 */
final class Course {
  private final JobSettings settings;

  Course(JobSettings settings) {
    this.settings = settings;
  }

  /** Tells of what changed, and moves the job on where that was the last thing it waited for. */
  void settle(Turn turn) {
    if (turn.openGrants() > 0 || !allEnded(turn)) {
      keepToBudget(turn);
    }
    Function<Tally, JobEvent> step = nextStep(turn);
    turn.tell(step);
    if (step == null) {
      return;
    }
    if (turn.header().status() == JobStatus.STARTING) {
      publishControl(turn, Wish.RUN);
    }
    if (turn.header().status().ended()) {
      afterEnd(turn);
    }
  }

  private Function<Tally, JobEvent> nextStep(Turn turn) {
    JobHeader header = turn.header();
    if (turn.openGrants() > 0) {
      return null;
    }
    boolean allEnded = allEnded(turn);
    return switch (header.status()) {
      case PAUSING -> allEnded ? end(turn) : JobEvent.JobPaused::new;
      case RUNNING, STARTING -> allEnded ? end(turn) : null;
      case RESTARTING -> tally -> new JobEvent.JobStarting(null, header.pace(), turn.now, tally);
      case STOPPING -> stopped(turn);
      case CREATED, QUEUED, PAUSED, STOPPED, COMPLETED, FAILED, INVALID, DELETED -> null;
    };
  }

  private static boolean allEnded(Turn turn) {
    return turn.endedSubJobs() == turn.header().subJobs();
  }

  /**
   * What breaks the failure budget is decided with the progress that breaks it: no grant goes out
   * in between. A stop or a pause that is under way already goes on, but for what it comes to.
   */
  private void keepToBudget(Turn turn) {
    boolean holdsBack =
        turn.header().status() == JobStatus.STOPPING || turn.header().pausedByFailureBudget();
    String breach = holdsBack ? null : breach(turn);
    if (breach == null) {
      return;
    }
    turn.tell(null);
    if (turn.header().failureBudget().onBreach() == FailureBudget.OnBreach.FAIL) {
      turn.event(new JobEvent.JobStopping(false, JobStatus.FAILED, breach));
      publishControl(turn, Wish.STOP);
    } else {
      turn.event(new JobEvent.JobPausing(null, breach));
      publishControl(turn, Wish.PAUSE);
    }
  }

  /** What more failures than the budget tolerates are called, or null where it holds. */
  private static String breach(Turn turn) {
    JobHeader header = turn.header();
    if (header.failureBudget() == null) {
      return null;
    }
    int failures = header.failures(turn.counts());
    int tolerated = header.failureBudget().tolerated(header.subJobs());
    return failures <= tolerated
        ? null
        : "%d of %d sub-jobs failed%s%s, and its failureBudget tolerates %d"
            .formatted(
                failures,
                header.subJobs(),
                turn.counts().invalid() > 0 ? " or are invalid" : "",
                header.failuresForgiven() > 0 ? " since it was unpaused" : "",
                tolerated);
  }

  private static Function<Tally, JobEvent> end(Turn turn) {
    Counts counts = turn.counts();
    String breach = breach(turn);
    if (breach != null && turn.header().failureBudget().onBreach() == FailureBudget.OnBreach.FAIL) {
      return tally -> new JobEvent.JobFailed(breach, turn.now, tally);
    }
    if (counts.invalid() > 0) {
      String reason =
          counts.invalid()
              + " of "
              + turn.header().subJobs()
              + " sub-jobs are invalid: their handler or their row can't be used";
      return tally -> new JobEvent.JobInvalid(reason, turn.now, tally);
    }
    if (counts.failed() > 0) {
      String reason =
          counts.failed()
              + " of "
              + turn.header().subJobs()
              + " sub-jobs failed: more of their operations failed than failuresToIgnore allows";
      return tally -> new JobEvent.JobFailed(reason, turn.now, tally);
    }
    return tally -> new JobEvent.JobCompleted(turn.now, tally);
  }

  private static Function<Tally, JobEvent> stopped(Turn turn) {
    String reason = turn.header().failureReason();
    return switch (turn.header().after()) {
      case DELETED -> tally -> new JobEvent.JobDeleted(turn.now, tally);
      case INVALID -> tally -> new JobEvent.JobInvalid(reason, turn.now, tally);
      case FAILED -> tally -> new JobEvent.JobFailed(reason, turn.now, tally);
      default -> tally -> new JobEvent.JobStopped(turn.now, tally);
    };
  }

  void delete(Turn turn) {
    turn.event(new JobEvent.JobDeleted(turn.now, null));
    afterEnd(turn);
  }

  void invalid(Turn turn, String reason) {
    turn.event(new JobEvent.JobInvalid(reason, turn.now, null));
    afterEnd(turn);
  }

  private void afterEnd(Turn turn) {
    releaseKey(turn);
    turn.effect(new Effect.SetDeadline(turn.now.plus(settings.retention()), Deadline.Kind.PURGE));
    if (turn.header().status() == JobStatus.DELETED) {
      turn.tombstone(new Tombstone(Tombstone.Reason.DELETED, turn.now, null));
      turn.effect(new Effect.ForgetControl());
      turn.effect(new Effect.DropState());
    } else {
      turn.effect(
          new Effect.SetDeadline(
              turn.now.plus(settings.controlRetention()), Deadline.Kind.FORGET_CONTROL));
    }
  }

  private static void releaseKey(Turn turn) {
    if (turn.header().serialKey() == null) {
      return;
    }
    SerialKey key = turn.serialKey();
    if (turn.job.equals(key.queued())) {
      turn.serialKey(new SerialKey(key.active(), null));
    } else if (turn.job.equals(key.active())) {
      turn.serialKey(new SerialKey(key.queued(), null));
      if (key.queued() != null) {
        turn.effect(new Effect.Release(key.queued()));
      }
    }
  }

  // --- beginnings

  /** What keeps this snapshot from being started, or null. */
  String problem(JobHeader header, Snapshot snapshot) {
    if (snapshot == null) {
      return "the start came without a definition";
    }
    if (snapshot.problem() != null) {
      return snapshot.problem();
    }
    Definition definition = snapshot.definition();
    if (definition.cases().isEmpty()) {
      return "definition "
          + definition.reference()
          + " has no cases; one at least is needed to start";
    }
    if (!settings.queues().contains(definition.queue())) {
      return "definition "
          + definition.reference()
          + " names the queue '"
          + definition.queue()
          + "', which is none of "
          + settings.queues();
    }
    if (definition.failureBudget() != null && !definition.failureBudget().possible()) {
      return "definition "
          + definition.reference()
          + " has a failureBudget that can't be kept to: "
          + definition.failureBudget();
    }
    if (definition.runs() == Definition.Runs.ONE && header.serialKey() == null) {
      return "definition "
          + definition.reference()
          + " runs one at a time now, and this batch job was created before: create another";
    }
    return null;
  }

  /**
   * A new epoch, at once, or when the serial key is free, or when the old epoch has let go. The
   * caller has made sure that a place is free in the queue of the serial key.
   */
  void begin(Turn turn, Snapshot snapshot, Pace pace, boolean keepsSucceeded) {
    JobHeader header = turn.header();
    String problem = Snapshot.cut(problem(header, snapshot));
    if (problem != null) {
      refuseToRun(turn, problem);
      return;
    }
    Definition definition = snapshot.definition();
    NewEpoch epoch =
        new NewEpoch(
            header.epoch() + 1,
            keepsSucceeded,
            definition.version(),
            Work.of(definition),
            pace,
            budget(turn, definition));
    turn.snapshot(snapshot);
    if (!takeKey(turn)) {
      turn.event(new JobEvent.JobQueued(epoch, pace, turn.serialKey().active()));
      turn.newEpochIndex(keepsSucceeded);
      return;
    }
    boolean waits = header.openGrants() > 0;
    turn.event(
        waits
            ? new JobEvent.JobRestarting(epoch, pace, turn.now)
            : new JobEvent.JobStarting(epoch, pace, turn.now, null));
    turn.newEpochIndex(keepsSucceeded);
    publishDefinition(turn, snapshot);
    publishControl(turn, Wish.RUN);
  }

  private static FailureBudget budget(Turn turn, Definition definition) {
    FailureBudget given = turn.creation().failureBudget();
    return given != null ? given : definition.failureBudget();
  }

  /** The present epoch goes on, as soon as the serial key is free. */
  void goOn(Turn turn, Pace pace) {
    boolean waitedForKey = turn.header().serialKey() != null && !turn.header().holdsKey();
    if (!takeKey(turn)) {
      turn.event(new JobEvent.JobQueued(null, pace, turn.serialKey().active()));
      return;
    }
    turn.event(new JobEvent.JobStarting(null, pace, turn.now, null));
    if (waitedForKey) {
      publishDefinition(turn, turn.pages.snapshot().orElseThrow());
    }
    publishControl(turn, Wish.RUN);
  }

  private void refuseToRun(Turn turn, String problem) {
    if (turn.header().openGrants() == 0) {
      invalid(turn, problem);
      return;
    }
    turn.event(new JobEvent.JobStopping(false, JobStatus.INVALID, problem));
    publishControl(turn, Wish.STOP);
  }

  /**
   * Takes the serial key, or the place behind the run that holds it; false where it has to wait.
   */
  private static boolean takeKey(Turn turn) {
    JobHeader header = turn.header();
    if (header.serialKey() == null || header.holdsKey()) {
      return true;
    }
    SerialKey key = turn.serialKey();
    JobId queued = turn.job.equals(key.queued()) ? null : key.queued();
    if (key.active() == null || key.active().equals(turn.job)) {
      turn.serialKey(new SerialKey(turn.job, queued));
      return true;
    }
    turn.serialKey(new SerialKey(key.active(), turn.job));
    return false;
  }

  /** Another job waits for the serial key already, and only one may. */
  static boolean queueIsFull(Turn turn) {
    JobHeader header = turn.header();
    if (header.serialKey() == null || header.holdsKey()) {
      return false;
    }
    SerialKey key = turn.serialKey();
    boolean busy = key.active() != null && !key.active().equals(turn.job);
    return busy && key.queued() != null && !key.queued().equals(turn.job);
  }

  void publishControl(Turn turn, Wish wish) {
    turn.effect(
        new Effect.PublishControl(turn.header().epoch(), wish, turn.header().controlVersion()));
  }

  private static void publishDefinition(Turn turn, Snapshot snapshot) {
    turn.effect(
        new Effect.PublishDefinition(
            turn.header().epoch(), snapshot, turn.creation().input(), turn.creation().arguments()));
  }
}
