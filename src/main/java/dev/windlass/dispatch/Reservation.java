package dev.windlass.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Paced beginnings that were reserved together, one interval apart, and are handed out in shares.
 * Each share holds every so-manieth of them, so that a grant is done with one of its sub-jobs
 * before the next begins, and few grants begin many sub-jobs a second.
 *
 * @param each how many beginnings a share holds
 * @param taken how many shares have been handed out
 */
public record Reservation(Instant first, Duration interval, int shares, int each, int taken) {
  /** The beginnings of the next share; those that have passed are lost. */
  public List<Instant> share(Instant now) {
    List<Instant> beginnings = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      Instant at = at(taken + (long) i * shares);
      if (!at.isBefore(now)) {
        beginnings.add(at);
      }
    }
    return beginnings;
  }

  public Instant last() {
    return at((long) shares * each - 1);
  }

  /** Of those whose beginnings have all passed nothing can be handed out any more. */
  public Reservation withoutPassed(Instant now) {
    long begun = Math.ceilDiv(Duration.between(first, now).toNanos(), interval.toNanos());
    long passed = Math.clamp(begun - (each - 1L) * shares, 0, shares);
    return new Reservation(first, interval, shares, each, Math.max(taken, (int) passed));
  }

  public int left() {
    return shares - taken;
  }

  public Reservation oneMoreTaken() {
    return new Reservation(first, interval, shares, each, taken + 1);
  }

  /** Whether it was made at this pace. */
  public boolean fits(Pace pace) {
    return pace.after(first).equals(first.plus(interval));
  }

  private Instant at(long place) {
    return first.plus(interval.multipliedBy(place));
  }
}
