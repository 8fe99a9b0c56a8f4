package dev.windlass.control;

import dev.windlass.control.ScheduleRun.Cause;
import dev.windlass.control.cron.Fire;
import dev.windlass.control.cron.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fires of a schedule are to be sent now. What is late by no more than {@code missedAfter} is
 * sent whatever the schedule says of misfires: a scheduler that takes over from a dead one is no
 * reason to leave anything out.
 *
 * @param mostMissed of those that were missed, with fire-all, the newest so many are sent
 */
record DueFires(Duration missedAfter, int mostMissed) {
  private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
  private static final int LONGER = 4;

  /**
   * A fire, and why it is sent; where it is not, {@code leftOut} says why: the newest of them
   * stands for all.
   */
  record Due(Instant at, Cause cause, String leftOut) {}

  List<Due> of(Schedule schedule, Timetable times, Instant handledUntil, Instant now) {
    Instant from = begin(schedule, handledUntil);
    Instant until = end(schedule, now);
    Instant late = now.minus(missedAfter).minusNanos(1);
    List<Due> due = new ArrayList<>();
    if (from.isBefore(late)) {
      due.addAll(missed(schedule, times, from, earlier(late, until)));
    }
    List<Instant> inTime = between(times, from.isBefore(late) ? late : from, until);
    if (!inTime.isEmpty() && schedule.onMisfire() == Schedule.OnMisfire.FIRE_ONCE) {
      due.clear(); // the first of them is the one
    }
    inTime.forEach(at -> due.add(new Due(at, Cause.TIME, null)));
    return due;
  }

  /** The next fire that is not among those up to {@code handledUntil}; null where none follows. */
  static Instant next(Schedule schedule, Timetable times, Instant handledUntil) {
    if (schedule.paused()) {
      return null;
    }
    return times
        .next(begin(schedule, handledUntil))
        .filter(at -> schedule.end() == null || at.isBefore(schedule.end()))
        .orElse(null);
  }

  private List<Due> missed(Schedule schedule, Timetable times, Instant from, Instant until) {
    int most = schedule.onMisfire() == Schedule.OnMisfire.FIRE_ALL ? mostMissed : 1;
    List<Instant> newest = newest(times, from, until, most + 1);
    if (newest.isEmpty()) {
      return List.of();
    }
    if (schedule.onMisfire() == Schedule.OnMisfire.SKIP) {
      String why = "it was missed, as may be others before it, and onMisfire is skip";
      return List.of(new Due(newest.getLast(), Cause.MISSED, why));
    }
    List<Due> due = new ArrayList<>();
    if (newest.size() > most) {
      String why = "it was missed, as may be others before it; only the newest %d are sent";
      due.add(new Due(newest.removeFirst(), Cause.MISSED, why.formatted(most)));
    }
    newest.forEach(at -> due.add(new Due(at, Cause.MISSED, null)));
    return due;
  }

  /**
   * Looks back in longer and longer stretches: a fire every second may have been missed for days.
   */
  private static List<Instant> newest(Timetable times, Instant from, Instant until, int most) {
    for (Duration look = FIRST_LOOK; ; look = look.multipliedBy(LONGER)) {
      Instant begin = until.minus(look);
      boolean all = !begin.isAfter(from);
      List<Instant> found = between(times, all ? from : begin, until);
      if (all || found.size() >= most) {
        return new ArrayList<>(found.subList(Math.max(0, found.size() - most), found.size()));
      }
    }
  }

  private static List<Instant> between(Timetable times, Instant after, Instant until) {
    return times
        .after(after)
        .filter(Fire::fires)
        .map(Fire::at)
        .takeWhile(at -> !at.isAfter(until))
        .toList();
  }

  /** Fires are later than this. */
  private static Instant begin(Schedule schedule, Instant handledUntil) {
    Instant start = schedule.start() == null ? Instant.MIN : schedule.start().minusNanos(1);
    return start.isAfter(handledUntil) ? start : handledUntil;
  }

  /** Fires are not later than this. */
  private static Instant end(Schedule schedule, Instant now) {
    return schedule.end() == null ? now : earlier(schedule.end().minusNanos(1), now);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
