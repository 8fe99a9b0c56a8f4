package dev.windlass.job;

import dev.windlass.dispatch.GrantSize;
import dev.windlass.dispatch.Resend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Answers claims, and says how many tasks are worth sending. The limits - maxConcurrent,
 * jobsPerSecond - hold here, at the grant.
 */
final class GrantDecider {
  /**
   * A grant's record must stay small: so many pages, runs of neighbours, and positions of begun
   * sub-jobs.
   */
  static final int MOST_PAGES = 16;

  private static final int MOST_RANGES = 256;
  private static final int MOST_BEGUN = 64;

  private final GrantSize size;
  private final Beginnings beginnings;

  GrantDecider(JobSettings settings) {
    this.size = new GrantSize(settings.grantTarget(), MOST_PAGES * Page.SIZE);
    this.beginnings = new Beginnings(size, settings.lookAhead());
  }

  void claimed(Turn turn, Claim claim) {
    JobHeader header = turn.header();
    boolean open = header != null && turn.dispatch().isOpen(claim.task());
    if (open) {
      taken(turn, claim.task());
    }
    if (claim.declined()) {
      return;
    }
    Beginnings.Given given =
        open && claim.epoch() == header.epoch()
            ? beginnings(header, turn.dispatch(), turn.now)
            : Beginnings.Given.NONE;
    Picked picked = pick(turn, given.at().size());
    if (picked.ranges.isEmpty()) {
      turn.reply(
          claim.incarnation(), claim.grantsPartition(), new Reply.Void(turn.job, claim.task()));
      return;
    }
    grant(turn, claim, picked, given);
  }

  /** Somebody reads the queue again: what else waits in it is expected soon. */
  private static void taken(Turn turn, long task) {
    boolean longSilence = turn.dispatch().resends() > 0;
    turn.dispatch(turn.dispatch().claimed(task));
    if (longSilence) {
      expectClaims(turn, 0);
    }
  }

  /**
   * The instants at which the sub-jobs of the next grant begin; none where nothing may be granted
   * now.
   */
  private Beginnings.Given beginnings(JobHeader header, DispatchState dispatch, Instant now) {
    if (!header.status().dispatches() || room(header) <= 0) {
      return Beginnings.Given.NONE;
    }
    return header.pace() == null
        ? new Beginnings.Given(Collections.nCopies(size.of(dispatch.estimateMicros()), now), null)
        : beginnings.next(header.pace(), dispatch, now);
  }

  private static Picked pick(Turn turn, int most) {
    Picked picked = new Picked(most);
    if (most == 0) {
      return picked;
    }
    PageIndex index = turn.index();
    int pages = 0;
    for (int number = index.nextGrantable(0);
        number >= 0 && pages < MOST_PAGES && !picked.full;
        number = index.nextGrantable(number + 1), pages++) {
      Page page = turn.page(number);
      int end;
      for (int at = page.nextGrantable(page.firstIndex());
          at >= 0 && !picked.full;
          at = page.nextGrantable(end)) {
        end = page.endOfGrantable(at);
        picked.add(page, at, end);
      }
    }
    return picked;
  }

  /** What goes into a grant, as far as it may. */
  private static final class Picked {
    private final int most;
    private final List<Range> ranges = new ArrayList<>();
    private final List<Begun> begun = new ArrayList<>();
    private int subJobs;
    private boolean full;

    Picked(int most) {
      this.most = most;
    }

    /** Neighbours of one page. */
    void add(Page page, int from, int end) {
      Range last = ranges.isEmpty() ? null : ranges.getLast();
      boolean goesOn = last != null && last.end() == from;
      if (!goesOn && ranges.size() == MOST_RANGES) {
        full = true;
        return;
      }
      int until = begun(page, from, Math.min(end, from + most - subJobs));
      subJobs += until - from;
      full = until < end || subJobs == most;
      if (goesOn) {
        ranges.set(ranges.size() - 1, new Range(last.from(), until - last.from()));
      } else if (until > from) {
        ranges.add(new Range(from, until - from));
      }
    }

    /** Takes those that have begun, and says how far there is room for them. */
    private int begun(Page page, int from, int end) {
      for (Begun one : page.begun(new Range(from, end - from))) {
        if (begun.size() == MOST_BEGUN) {
          return one.index();
        }
        begun.add(one.nextAttempt());
      }
      return end;
    }
  }

  private static void grant(Turn turn, Claim claim, Picked picked, Beginnings.Given given) {
    JobHeader header = turn.header();
    List<Range> ranges = picked.ranges;
    List<Instant> beginnings = given.at().subList(0, picked.subJobs);
    ranges.forEach(range -> turn.move(range, SubJobStatus.GRANTED));
    picked.begun.forEach(turn::remember);
    boolean paced = header.pace() != null;
    if (!beginnings.get(0).isAfter(turn.now)) {
      turn.move(ranges.getFirst().from(), SubJobStatus.RUNNING);
    }
    long number = turn.nextGrant();
    turn.open(
        new Grant(
            number,
            claim.nonce(),
            header.epoch(),
            claim.incarnation(),
            claim.grantsPartition(),
            turn.now,
            ranges,
            picked.begun,
            0,
            0,
            0,
            0));
    if (paced) {
      turn.dispatch(given.used(turn.dispatch(), picked.subJobs));
    }
    List<Integer> offsets =
        paced
            ? beginnings.stream()
                .map(at -> (int) Duration.between(turn.now, at).toMillis())
                .toList()
            : List.of();
    turn.reply(
        claim.incarnation(),
        claim.grantsPartition(),
        new Reply.Granted(
            turn.job,
            claim.task(),
            number,
            claim.nonce(),
            header.epoch(),
            header.controlVersion(),
            ranges,
            picked.begun,
            offsets));
    turn.tell(
        header.status() == JobStatus.STARTING
            ? tally -> new JobEvent.JobRunning(header.pace(), tally)
            : null);
  }

  // --- tasks

  int wanted(JobHeader header, DispatchState dispatch, Instant now) {
    if (!header.status().dispatches()) {
      return 0;
    }
    int waiting =
        header.counts().waiting()
            + header.counts().paused()
            + header.counts().stopped()
            - dispatch.granted();
    int grantsNeeded =
        header.pace() == null
            ? Math.ceilDiv(waiting, size.of(dispatch.estimateMicros()))
            : beginnings.grants(header.pace(), dispatch, waiting, now);
    return Math.max(0, Math.min(grantsNeeded, room(header)) - dispatch.open());
  }

  /** From when on a paced batch job may want tasks. */
  Instant wantedFrom(JobHeader header, DispatchState dispatch, Instant now) {
    return beginnings.from(header.pace(), dispatch, now);
  }

  void send(Turn turn, int most) {
    int tasks =
        turn.header() == null
            ? 0
            : Math.min(most, wanted(turn.header(), turn.dispatch(), turn.now));
    if (tasks <= 0) {
      return;
    }
    DispatchState dispatch = turn.dispatch();
    Work work = turn.header().work();
    for (int i = 0; i < tasks; i++) {
      turn.effect(
          new Effect.SendTask(
              dispatch.nextTask() + i, turn.header().epoch(), work.queue(), work.priority()));
    }
    turn.dispatch(dispatch.sent(tasks));
    if (dispatch.resendAt() == null) {
      expectClaims(turn, dispatch.resends());
    }
  }

  /**
   * Tasks that nobody claimed count as lost and are sent again; the dealer gives this job its turn.
   */
  void resendDue(Turn turn) {
    DispatchState dispatch = turn.dispatch();
    if (turn.header() == null
        || dispatch.resendAt() == null
        || turn.now.isBefore(dispatch.resendAt())) {
      return;
    }
    boolean lost = dispatch.open() > 0 && dispatch.firstTask() < dispatch.resendBelow();
    turn.dispatch(
        dispatch
            .forgetTasksBelow(dispatch.resendBelow())
            .resend(dispatch.resends() + (lost ? 1 : 0), null));
    expectClaims(turn, turn.dispatch().resends());
  }

  private static void expectClaims(Turn turn, int resends) {
    Instant at = turn.dispatch().open() == 0 ? null : turn.now.plus(Resend.after(resends));
    turn.dispatch(turn.dispatch().resend(resends, at));
  }

  private static int room(JobHeader header) {
    return header.maxConcurrent() == null
        ? Integer.MAX_VALUE
        : header.maxConcurrent() - header.openGrants();
  }
}
