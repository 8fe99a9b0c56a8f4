package dev.windlass.control.cron;

import dev.windlass.control.cron.Fire.ClockChange;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The fires of one expression, of cron or {@code @every}, in one place. */
public final class Timetable {
  private final CronText cron;
  private final Every every;
  private final ZoneRules rules;

  /** One of {@code cron} and {@code every} is null. */
  private Timetable(CronText cron, Every every, ZoneRules rules) {
    this.cron = cron;
    this.every = every;
    this.rules = rules;
  }

  /** Throws an IllegalArgumentException that says what is wrong with the expression. */
  public static Timetable of(String text, ZoneId zone) {
    return Every.is(text)
        ? new Timetable(null, Every.parse(text), zone.getRules())
        : new Timetable(CronText.parse(text), null, zone.getRules());
  }

  /** Later than the instant, in order, without end; those that a change of the clock skips too. */
  public Stream<Fire> after(Instant instant) {
    return every == null ? walk(instant) : every.after(instant).map(this::steady);
  }

  private Fire steady(Instant at) {
    return new Fire(at, LocalDateTime.ofInstant(at, rules.getOffset(at)), ClockChange.NONE);
  }

  private Stream<Fire> walk(Instant instant) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Walk(instant), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /** The next one that fires. */
  public Optional<Instant> next(Instant after) {
    return after(after).filter(Fire::fires).map(Fire::at).findFirst();
  }

  /** Goes through the stretches of time in which the clock does not change, one after the other. */
  private final class Walk implements Iterator<Fire> {
    private ZoneOffset offset;

    /** Null where the clock is never changed again. */
    private ZoneOffsetTransition change;

    /** Times up to here were on the wall before the clock was last set back. */
    private LocalDateTime seenUntil;

    private LocalDateTime last;
    private Fire next;

    Walk(Instant after) {
      offset = rules.getOffset(after);
      change = rules.nextTransition(after);
      ZoneOffsetTransition before = rules.previousTransition(after.plusNanos(1));
      seenUntil = before != null && before.isOverlap() ? before.getDateTimeBefore() : null;
      last = LocalDateTime.ofInstant(after, offset);
      next = find();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Fire next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Fire found = next;
      next = find();
      return found;
    }

    private Fire find() {
      while (true) {
        Optional<LocalDateTime> local = cron.next(last);
        if (local.isEmpty()) {
          return null;
        }
        if (change != null && !local.get().isBefore(change.getDateTimeBefore())) {
          Fire jumped = jumpOver(local.get());
          if (jumped != null) {
            return jumped;
          }
          continue;
        }
        last = local.get();
        boolean again = seenUntil != null && last.isBefore(seenUntil);
        if (!again || cron.everyHour()) {
          return new Fire(last.toInstant(offset), last, kind(again));
        }
      }
    }

    private ClockChange kind(boolean again) {
      boolean comesAgain =
          change != null && change.isOverlap() && !last.isBefore(change.getDateTimeAfter());
      if (again) {
        return ClockChange.REPEATED;
      }
      return comesAgain && !cron.everyHour() ? ClockChange.FIRST_OF_TWO : ClockChange.NONE;
    }

    /** On to the next stretch; what becomes of times that do not exist, if the first is one. */
    private Fire jumpOver(LocalDateTime first) {
      ZoneOffsetTransition passed = change;
      offset = passed.getOffsetAfter();
      change = rules.nextTransition(passed.getInstant());
      seenUntil = passed.isOverlap() ? passed.getDateTimeBefore() : null;
      boolean lost = passed.isGap() && first.isBefore(passed.getDateTimeAfter());
      LocalDateTime begin = passed.getDateTimeAfter();
      if (!lost) {
        last = begin.minusNanos(1);
        return null;
      }
      // One that fires anyway when the clock has jumped stands for those before it.
      boolean together = cron.next(begin.minusNanos(1)).filter(begin::equals).isPresent();
      last = together && !cron.everyHour() ? begin : begin.minusNanos(1);
      return new Fire(
          passed.getInstant(), first, cron.everyHour() ? ClockChange.SKIPPED : ClockChange.MOVED);
    }
  }
}
