package dev.windlass.control.cron;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * A time that a cron expression names, and what becomes of it.
 *
 * @param at when it fires; where it is left out, the moment at which the clock jumps over it
 * @param local the time on the wall that the expression names
 */
public record Fire(Instant at, LocalDateTime local, ClockChange change) {
  /** What a change of the clock does to a fire. */
  public enum ClockChange {
    NONE,
    /** Its time does not exist on this day: it fires when the clock has jumped. */
    MOVED,
    /** Its time does not exist on this day: it does not fire. */
    SKIPPED,
    /** Its time comes twice on this day: this is the only fire. */
    FIRST_OF_TWO,
    /** Its time comes twice on this day, and this is the second fire. */
    REPEATED
  }

  public boolean fires() {
    return change != ClockChange.SKIPPED;
  }
}
