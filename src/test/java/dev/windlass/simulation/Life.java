package dev.windlass.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One life of a process, or of a part of one. */
public final class Life {
  private record Trouble(long from, long until) {}

  private final String name;
  private final Life parent;
  private final World world;
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<Runnable> atEnd = new ArrayList<>();
  private boolean over;
  private long frozenUntil;
  private long cutUntil;
  private Duration skew = Duration.ZERO;
  private boolean newer;

  public Life(World world, String name) {
    this(world, name, null);
  }

  private Life(World world, String name, Life parent) {
    this.world = world;
    this.name = name;
    this.parent = parent;
  }

  /** Something within this process, which may end before it. */
  public Life part(String what) {
    return new Life(world, name + "/" + what, this);
  }

  public String name() {
    return name;
  }

  public boolean isOver() {
    return over || parent != null && parent.isOver();
  }

  public void end() {
    if (!over) {
      over = true;
      atEnd.forEach(Runnable::run);
    }
  }

  public void atEnd(Runnable what) {
    atEnd.add(what);
  }

  public long frozenUntil() {
    return parent == null ? frozenUntil : Math.max(frozenUntil, parent.frozenUntil());
  }

  public long cutUntil() {
    return parent == null ? cutUntil : Math.max(cutUntil, parent.cutUntil());
  }

  void freeze(Duration time) {
    frozenUntil = Math.max(frozenUntil, world.now() + time.toNanos());
    troubles.add(new Trouble(world.now(), frozenUntil));
  }

  /** It lives on and reaches nobody. */
  void cut(Duration time) {
    cutUntil = Math.max(cutUntil, world.now() + time.toNanos());
    troubles.add(new Trouble(world.now(), cutUntil));
  }

  void skew(Duration by) {
    skew = by;
  }

  /** The wall clock of its machine. */
  public Instant wall() {
    return parent == null ? world.time().plus(skew) : parent.wall();
  }

  void becomesNewer() {
    newer = true;
  }

  /** It runs a later version, whose records say more. */
  public boolean isNewer() {
    return newer || parent != null && parent.isNewer();
  }

  /** Whether it was frozen or cut off at some time since an instant. */
  public boolean wasInTroubleSince(long instant) {
    return troubles.stream().anyMatch(t -> t.until() > instant)
        || parent != null && parent.wasInTroubleSince(instant);
  }

  @Override
  public String toString() {
    return name;
  }
}
