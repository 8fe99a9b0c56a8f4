package dev.windlass.job;

import dev.windlass.dispatch.GrantSize;
import dev.windlass.dispatch.Pace;
import dev.windlass.dispatch.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When the sub-jobs of a paced batch job begin: one interval apart, reserved a little ahead. */
final class Beginnings {
  /**
   * So long before its first beginning a reservation in shares is made: a slot that waits for a
   * beginning is no use to others, and task, claim and grant take some tens of milliseconds.
   */
  private static final Duration LEAD = Duration.ofMillis(200);

  private final GrantSize size;
  private final Duration lookAhead;

  /** Those of one grant, and what is reserved beyond it; null where that is nothing. */
  record Given(List<Instant> at, Reservation rest) {
    static final Given NONE = new Given(List.of(), null);

    /** What is left where only so many are used. */
    DispatchState used(DispatchState dispatch, int used) {
      return rest == null
          ? dispatch.begins(at.get(used - 1), null)
          : dispatch.begins(rest.last(), rest);
    }
  }

  Beginnings(GrantSize size, Duration lookAhead) {
    this.size = size;
    this.lookAhead = lookAhead;
  }

  Given next(Pace pace, DispatchState dispatch, Instant now) {
    Reservation reservation = reservation(pace, dispatch, now);
    if (reservation.shares() > 1) {
      return now.isBefore(from(reservation))
          ? Given.NONE
          : new Given(reservation.share(now), reservation.oneMoreTaken());
    }
    Instant horizon = now.plus(lookAhead);
    List<Instant> beginnings = new ArrayList<>();
    for (Instant at = reservation.first();
        beginnings.size() < reservation.each() && !at.isAfter(horizon);
        at = pace.after(at)) {
      beginnings.add(at);
    }
    return new Given(beginnings, null);
  }

  /** How many grants so many sub-jobs need, of those that can begin soon. */
  int grants(Pace pace, DispatchState dispatch, int subJobs, Instant now) {
    Reservation reservation = reservation(pace, dispatch, now);
    if (now.isBefore(from(reservation))) {
      return 0;
    }
    if (reservation.shares() > 1) {
      return Math.min(reservation.left(), Math.ceilDiv(subJobs, reservation.each()));
    }
    long ahead = Duration.between(reservation.first(), now.plus(lookAhead)).toNanos();
    long soon = ahead / Math.max(1, reservation.interval().toNanos()) + 1;
    return Math.ceilDiv((int) Math.min(subJobs, soon), reservation.each());
  }

  /** From when on there is something to grant. */
  Instant from(Pace pace, DispatchState dispatch, Instant now) {
    return from(reservation(pace, dispatch, now));
  }

  private Instant from(Reservation reservation) {
    return reservation.first().minus(reservation.shares() > 1 ? LEAD : lookAhead);
  }

  /** What is left of the one that was made, or the next one. */
  private Reservation reservation(Pace pace, DispatchState dispatch, Instant now) {
    Reservation made = dispatch.reservation();
    if (made != null && made.fits(pace)) {
      Reservation left = made.withoutPassed(now);
      if (left.left() > 0) {
        return left;
      }
    }
    Instant next = dispatch.nextBegin(pace);
    // Instants that passed unused are not caught up.
    Instant first = next.isAfter(now) ? next : now;
    Duration interval = Duration.between(first, pace.after(first));
    boolean scarce = made != null && made.left() > 0;
    return size.paced(dispatch.estimateMicros(), first, interval, lookAhead, scarce);
  }
}
