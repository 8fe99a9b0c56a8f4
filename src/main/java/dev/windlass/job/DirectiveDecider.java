package dev.windlass.job;

import dev.windlass.dispatch.Pace;
import dev.windlass.job.DirectiveOutcome.State;
import dev.windlass.job.DirectiveTable.Action;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Applies a directive, or refuses it and changes nothing. Only here is a directive ever refused.
 */
final class DirectiveDecider {
  /** They stand in the header, and that has 4 KB for everything. */
  private static final int LONGEST_NAME = 255;

  private final JobSettings settings;
  private final Course course;

  DirectiveDecider(JobSettings settings, Course course) {
    this.settings = settings;
    this.course = course;
  }

  void asked(Turn turn, Directive directive) {
    if (turn.header() == null) {
      askedOfNothing(turn, directive);
      return;
    }
    Optional<DirectiveMemory.Entry> before = turn.memory().find(directive.id());
    if (before.isPresent() || directive.directive() == DirectiveKind.CREATE) {
      String refusal = before.map(DirectiveMemory.Entry::refusal).orElse(null);
      turn.outcome(
          outcome(
              turn,
              directive,
              State.REPEATED,
              refusal,
              refusal == null ? null : "it was refused before: " + refusal));
      turn.event(new JobEvent.DirectiveRepeated());
      return;
    }
    Refused refused = refusal(turn, directive);
    turn.memory(
        turn.memory()
            .plus(
                new DirectiveMemory.Entry(
                    directive.id(), refused == null ? null : refused.code().code())));
    if (refused != null) {
      refuse(turn, directive, refused);
      return;
    }
    turn.outcome(outcome(turn, directive, State.APPLIED, null, null));
    apply(turn, directive, action(turn.header(), directive).orElseThrow());
  }

  // --- no such batch job

  private void askedOfNothing(Turn turn, Directive directive) {
    Optional<Tombstone> tombstone = turn.pages.tombstone();
    boolean old = directive.job().time().plus(settings.retention()).isBefore(turn.now);
    if (tombstone.isPresent()) {
      refuse(turn, directive, buried(tombstone.get()));
    } else if (old) {
      refuse(
          turn,
          directive,
          new Refused(
              Refusal.GONE,
              "batch job " + turn.job + " is older than what is kept: create another"));
    } else if (directive.directive() != DirectiveKind.CREATE) {
      refuse(turn, directive, new Refused(Refusal.UNKNOWN, "there is no batch job " + turn.job));
    } else {
      malformed(directive)
          .ifPresentOrElse(
              what -> refuse(turn, directive, new Refused(Refusal.MALFORMED, what)),
              () -> create(turn, directive));
    }
  }

  /** What a front door lets nobody say; who writes to the topic past all doors is told here. */
  private static Optional<String> malformed(Directive directive) {
    Creation creation = directive.creation();
    if (directive.directive() == DirectiveKind.CREATE) {
      if (creation == null
          || creation.subJobs() < 1
          || creation.subJobs() > JobHeader.MOST_SUB_JOBS) {
        return Optional.of("a create needs 1 to " + JobHeader.MOST_SUB_JOBS + " sub-jobs");
      }
      if (Stream.of(
              creation.namespace(),
              creation.definition(),
              creation.serialKey(),
              directive.requestedBy())
          .anyMatch(DirectiveDecider::tooLong)) {
        return Optional.of(
            "namespace, definition, serialKey and requestedBy may have "
                + LONGEST_NAME
                + " bytes each");
      }
      if (creation.maxConcurrent() != null && creation.maxConcurrent() < 1) {
        return Optional.of("maxConcurrent " + creation.maxConcurrent() + " is not above 0");
      }
      if (creation.failureBudget() != null && !creation.failureBudget().possible()) {
        return Optional.of(creation.failureBudget() + " can't be kept to");
      }
    }
    Double rate = creation == null ? directive.options().jobsPerSecond() : creation.jobsPerSecond();
    return rate == null || Pace.possible(rate)
        ? Optional.empty()
        : Optional.of("jobsPerSecond " + rate + " is not above 0");
  }

  private static boolean tooLong(String name) {
    return name != null && name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
  }

  private static Refused buried(Tombstone tombstone) {
    return switch (tombstone.reason()) {
      case DELETED -> new Refused(Refusal.GONE, "the batch job was deleted at " + tombstone.at());
      case SKIPPED ->
          new Refused(
              Refusal.RUN_IN_PROGRESS,
              "the batch job was not created, because "
                  + tombstone.active()
                  + " ran under the same key");
    };
  }

  private void create(Turn turn, Directive directive) {
    Creation creation = directive.creation();
    JobId running = inTheWay(turn, creation);
    if (running != null) {
      turn.outcome(
          outcome(
              turn,
              directive,
              State.REFUSED,
              Refusal.RUN_IN_PROGRESS.code(),
              "batch job " + running + " runs under the same key"));
      turn.event(new JobEvent.RunSkipped(running));
      turn.tombstone(new Tombstone(Tombstone.Reason.SKIPPED, turn.now, running));
      turn.effect(new Effect.SetDeadline(turn.now.plus(settings.retention()), Deadline.Kind.PURGE));
      return;
    }
    turn.outcome(outcome(turn, directive, State.APPLIED, null, null));
    turn.creation(creation);
    turn.memory(DirectiveMemory.EMPTY.plus(new DirectiveMemory.Entry(directive.id(), null)));
    turn.event(
        new JobEvent.JobCreated(directive.job(), creation, directive.requestedBy(), turn.now));
    turn.effect(
        new Effect.SetDeadline(turn.now.plus(settings.snapshotAfter()), Deadline.Kind.SNAPSHOT));
    if (runsOne(directive) && creation.onOverlap() == Creation.OnOverlap.ALLOW) {
      course.invalid(
          turn, "a batch job that runs one at a time can't be created with onOverlap 'allow'");
    } else if (creation.start()) {
      course.begin(turn, directive.snapshot(), turn.header().pace(), false);
    }
  }

  private static boolean runsOne(Directive create) {
    Snapshot snapshot = create.snapshot();
    return snapshot != null
        && snapshot.definition() != null
        && snapshot.definition().runs() == Definition.Runs.ONE;
  }

  /**
   * The run because of which this one is not created: the key is busy, and it is to be skipped or
   * the one place in the queue is taken.
   */
  private static JobId inTheWay(Turn turn, Creation creation) {
    if (creation.serialKey() == null
        || !creation.start()
        || creation.onOverlap() == Creation.OnOverlap.ALLOW) {
      return null;
    }
    SerialKey key = turn.pages.serialKey(creation.namespace(), creation.serialKey());
    boolean full = creation.onOverlap() == Creation.OnOverlap.SKIP || key.queued() != null;
    return key.active() != null && full ? key.active() : null;
  }

  // --- refusals

  private static Optional<Action> action(JobHeader header, Directive directive) {
    return DirectiveTable.action(
        directive.directive(), directive.options().onlyFailed(), header.status());
  }

  private static Refused refusal(Turn turn, Directive directive) {
    JobHeader header = turn.header();
    Directive.Options options = directive.options();
    Optional<String> malformed = malformed(directive);
    if (malformed.isPresent()) {
      return new Refused(Refusal.MALFORMED, malformed.get());
    }
    if (!options.onlyIf().isEmpty() && !options.onlyIf().contains(header.status())) {
      return new Refused(
          Refusal.ONLY_IF,
          "the batch job is " + header.status().label() + ", which is not among onlyIf");
    }
    if (options.expectEpoch() != null && options.expectEpoch() != header.epoch()) {
      return new Refused(
          Refusal.EPOCH,
          "the batch job is in epoch " + header.epoch() + ", not " + options.expectEpoch());
    }
    Optional<Refused> illegal =
        Legality.refusal(header, directive.directive(), options.onlyFailed());
    if (illegal.isPresent()) {
      return illegal.get();
    }
    return switch (action(header, directive).orElseThrow()) {
      case START, RESTART, REPEAT_FAILED, UNPAUSE -> queueRefusal(turn);
      case STOP, PAUSE, TAKE_PAUSE_BACK, DELETE, STOP_THEN_DELETE -> null;
    };
  }

  private static Refused queueRefusal(Turn turn) {
    return Course.queueIsFull(turn)
        ? new Refused(
            Refusal.ALREADY_QUEUED,
            "batch job " + turn.serialKey().queued() + " waits under the same key already")
        : null;
  }

  private static void refuse(Turn turn, Directive directive, Refused refused) {
    turn.outcome(outcome(turn, directive, State.REFUSED, refused.code().code(), refused.reason()));
    turn.event(new JobEvent.DirectiveRefused());
  }

  private static DirectiveOutcome outcome(
      Turn turn, Directive directive, State state, String code, String reason) {
    return new DirectiveOutcome(
        directive.id(),
        directive.directive(),
        state,
        code,
        reason,
        directive.requestedBy(),
        directive.origin(),
        directive.creation() == null ? null : directive.creation().namespace(),
        turn.now);
  }

  // --- what is accepted

  private void apply(Turn turn, Directive directive, Action action) {
    switch (action) {
      case START, RESTART -> course.begin(turn, directive.snapshot(), pace(turn, directive), false);
      // What succeeded was run by the snapshot of its epoch; the rest is to be run by the same.
      case REPEAT_FAILED ->
          course.begin(
              turn,
              turn.pages.snapshot().orElse(directive.snapshot()),
              pace(turn, directive),
              true);
      case STOP -> stop(turn, directive.options().resets(), JobStatus.STOPPED);
      case STOP_THEN_DELETE -> stop(turn, false, JobStatus.DELETED);
      case PAUSE -> pause(turn, directive);
      case UNPAUSE -> course.goOn(turn, pace(turn, directive));
      case TAKE_PAUSE_BACK -> takePauseBack(turn, pace(turn, directive));
      case DELETE -> course.delete(turn);
    }
  }

  /**
   * What a start or an unpause says, or else what the batch job was created with: a limit of the
   * job never vanishes, and one that was given for once is lifted by the next.
   */
  private static Pace pace(Turn turn, Directive directive) {
    Directive.Options options = directive.options();
    Double rate =
        options.jobsPerSecond() != null ? options.jobsPerSecond() : turn.creation().jobsPerSecond();
    if (rate == null) {
      return null;
    }
    return options.ramp() == null ? Pace.steady(rate) : new Pace(rate, turn.now, options.ramp());
  }

  private void stop(Turn turn, boolean resets, JobStatus after) {
    turn.event(new JobEvent.JobStopping(resets, after, null));
    if (resets) {
      turn.newEpochIndex(false);
    }
    course.publishControl(turn, Wish.STOP);
    course.settle(turn);
  }

  private void pause(Turn turn, Directive directive) {
    turn.event(new JobEvent.JobPausing(directive.options().until(), null));
    if (directive.options().until() != null) {
      turn.effect(new Effect.SetDeadline(directive.options().until(), Deadline.Kind.PAUSE_ENDS));
    }
    course.publishControl(turn, Wish.PAUSE);
    course.settle(turn);
  }

  private void takePauseBack(Turn turn, Pace pace) {
    JobHeader header = turn.header();
    boolean oldEpochHolds = header.staleGrants() > 0;
    turn.event(
        oldEpochHolds
            ? new JobEvent.JobRestarting(null, pace, header.startTime())
            : new JobEvent.JobRunning(pace, null));
    course.publishControl(turn, Wish.RUN);
  }

  /** An unpause by the clock: it keeps the pace. */
  void pauseEnds(Turn turn) {
    JobHeader header = turn.header();
    boolean due =
        header != null
            && header.waitingFor() != null
            && header.waitingFor().until() != null
            && !turn.now.isBefore(header.waitingFor().until());
    if (!due) {
      return;
    }
    if (header.status() == JobStatus.PAUSING) {
      takePauseBack(turn, header.pace());
    } else if (header.status() == JobStatus.PAUSED && !Course.queueIsFull(turn)) {
      course.goOn(turn, header.pace());
    }
  }
}
