package dev.windlass.job;

import java.time.Instant;

/**
 * Decides what an input does to a batch job. Pure: it knows no clock, no log and no database, and
 * changes nothing that it is given.
 *
 * <p>Directives are judged by {@link DirectiveDecider}, claims by {@link GrantDecider}, progress
 * and leases by {@link ProgressDecider}; the steps that they share are {@link Course}, and a {@link
 * Turn} gathers what comes of one input.
 */
public final class JobDecider implements Decider {
  private static final int PAGES_AT_ONCE = 32;

  private final JobSettings settings;
  private final DirectiveDecider directives;
  private final GrantDecider grants;
  private final ProgressDecider progress;
  private final Course course;

  public JobDecider(JobSettings settings) {
    this.settings = settings;
    this.course = new Course(settings);
    this.directives = new DirectiveDecider(settings, course);
    this.grants = new GrantDecider(settings);
    this.progress = new ProgressDecider(course);
  }

  @Override
  public Decision decide(JobHeader header, Pages pages, JobInput input, Instant now) {
    Turn turn = new Turn(input.job(), header, pages, now);
    switch (input) {
      case Directive directive -> directives.asked(turn, directive);
      case Claim claim -> grants.claimed(turn, claim);
      case Progress report -> progress.reported(turn, report);
      case Released released -> released(turn);
      case Deadline.LeaseEnded ended -> progress.leaseEnded(turn, ended.grant());
      case Deadline.TasksDue due -> grants.send(turn, due.most());
      case Deadline.Due due -> due(turn, due.kind());
    }
    return turn.decision();
  }

  @Override
  public int wantedTasks(JobHeader header, DispatchState dispatch, Instant now) {
    return grants.wanted(header, dispatch, now);
  }

  @Override
  public Instant wantedFrom(JobHeader header, DispatchState dispatch, Instant now) {
    return grants.wantedFrom(header, dispatch, now);
  }

  private void released(Turn turn) {
    if (turn.header() != null && turn.header().status() == JobStatus.QUEUED) {
      course.goOn(turn, turn.header().pace());
    }
  }

  private void due(Turn turn, Deadline.Kind kind) {
    switch (kind) {
      case RESEND_TASKS -> grants.resendDue(turn);
      case PAUSE_ENDS -> directives.pauseEnds(turn);
      case FORGET_CONTROL -> forgetControl(turn);
      case PURGE -> purge(turn);
      case SNAPSHOT -> snapshot(turn);
    }
  }

  private void forgetControl(Turn turn) {
    if (turn.header() != null && endedFor(turn, settings.controlRetention())) {
      turn.effect(new Effect.ForgetControl());
    }
  }

  private void purge(Turn turn) {
    if (turn.header() != null && endedFor(turn, settings.retention())) {
      turn.event(new JobEvent.JobPurged(turn.now));
      turn.effect(new Effect.ForgetControl());
      turn.effect(new Effect.DropState());
    } else if (turn.header() == null && turn.pages.tombstone().isPresent()) {
      turn.effect(new Effect.DropState());
    }
  }

  private static boolean endedFor(Turn turn, java.time.Duration time) {
    JobHeader header = turn.header();
    return header.status().ended() && !header.stopTime().plus(time).isAfter(turn.now);
  }

  /**
   * Tells a job that outlives its events anew, so that every view can be rebuilt from those that
   * are left: some pages at a time, so that no transaction grows with the job.
   */
  private void snapshot(Turn turn) {
    JobHeader header = turn.header();
    if (header == null) {
      return;
    }
    Integer from = turn.dispatch().tellFrom();
    if (header.status().ended()) {
      tellFrom(turn, null);
      return;
    }
    if (from == null) {
      turn.event(new JobEvent.JobSnapshot(turn.creation()));
    }
    int first = from == null ? 0 : from;
    int end = Math.min(first + PAGES_AT_ONCE, header.pages());
    for (int number = first; number < end; number++) {
      turn.pages
          .page(number)
          .filter(page -> page.epoch() >= header.clearedAt())
          .ifPresent(turn::tellAgain);
    }
    tellFrom(turn, end < header.pages() ? end : null);
  }

  private void tellFrom(Turn turn, Integer page) {
    if (!java.util.Objects.equals(page, turn.dispatch().tellFrom())) {
      turn.dispatch(turn.dispatch().tellFrom(page));
    }
    turn.effect(
        new Effect.SetDeadline(
            page == null ? turn.now.plus(settings.snapshotAfter()) : turn.now,
            Deadline.Kind.SNAPSHOT));
  }
}
