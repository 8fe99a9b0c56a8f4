package dev.windlass.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** The clock of a simulation and all that is to happen, in the order in which it will. */
public final class World {
  public static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  private record Event(long at, long order, Life who, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final long seed;
  private final Story story;
  private long now;
  private long order;
  private long numbers;
  private AssertionError broken;

  public World(long seed, Story story) {
    this.seed = seed;
    this.story = story;
  }

  /** Nanoseconds since the start. */
  public long now() {
    return now;
  }

  public Instant time() {
    return START.plusNanos(now);
  }

  /** Chance for one purpose: what another draws does not change it. */
  public Random random(String purpose) {
    return new Random((seed * 0x9E3779B97F4A7C15L) ^ ((long) purpose.hashCode() << 20));
  }

  public long number() {
    return ++numbers;
  }

  public Story story() {
    return story;
  }

  /**
   * What a process does when its time has come: later if it is frozen then, never if it is over.
   */
  public void at(long when, Life who, Runnable what) {
    events.add(new Event(Math.max(when, now), order++, who, what));
  }

  public void after(Duration delay, Life who, Runnable what) {
    at(now + delay.toNanos(), who, what);
  }

  /** For what is found where nobody would hear it. */
  void breaks(AssertionError what) {
    broken = broken == null ? what : broken;
  }

  /** Goes on until it is done, or until an instant; true if it is done. */
  boolean run(long until, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      Event next = events.peek();
      if (next == null || next.at() > until) {
        now = Math.max(now, until);
        return done.getAsBoolean();
      }
      happen(events.poll());
    }
    return true;
  }

  private void happen(Event event) {
    now = Math.max(now, event.at());
    Life who = event.who();
    if (who == null) {
      event.what().run();
    } else if (who.isOver()) {
      return;
    } else if (who.frozenUntil() > now) {
      at(who.frozenUntil(), who, event.what());
    } else {
      event.what().run();
    }
    if (broken != null) {
      throw broken;
    }
  }
}
