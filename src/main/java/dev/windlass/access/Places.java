package dev.windlass.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So many places of one kind, and for one identity no more than a share of them: who takes all that
 * he can get keeps himself out, and nobody else. Where no security is configured nobody has a name,
 * and so nobody a share.
 */
public final class Places {
  private final String what;
  private final String setting;
  private final int most;
  private final int share;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();

  /** What each has who has any. */
  private final Map<Identity, Integer> held = new HashMap<>();

  private int taken;

  /**
   * @param what the plural of what takes a place
   * @param setting the name of {@code most}
   * @param share of one identity, from 0 to 1; a place at least
   */
  public Places(String what, int most, String setting, double share) {
    this.what = what;
    this.most = most;
    this.setting = setting;
    this.share = Math.clamp((long) (most * share), 1, Math.max(1, most));
  }

  /** One place, until it is closed. */
  public final class Place implements AutoCloseable {
    private Identity holder;
    private boolean open = true;

    private Place() {}

    /** For who was not known yet when it was taken; it is closed where he has his share. */
    public void hold(Identity who) {
      lock.lock();
      try {
        if (open && hasShare(who)) {
          close();
          throw new NoPlaceException(shareIsTaken(who));
        }
        given(who);
      } finally {
        lock.unlock();
      }
    }

    private void given(Identity who) {
      if (open && isSomebody(who)) {
        holder = who;
        held.merge(who, 1, Integer::sum);
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (open) {
          open = false;
          taken--;
          if (holder != null) {
            held.computeIfPresent(holder, (who, count) -> count == 1 ? null : count - 1);
          }
          released.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** For whoever it is. */
  public Place take() {
    return take(null);
  }

  /**
   * @param who null for nobody in particular
   */
  public Place take(Identity who) {
    lock.lock();
    try {
      if (!isFree(who)) {
        throw new NoPlaceException(hasShare(who) ? shareIsTaken(who) : allAreTaken());
      }
      return given(who);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for one at most so long. */
  public Place take(Identity who, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (!isFree(who) && left > 0) {
        left = released.awaitNanos(left);
      }
      return take(who);
    } finally {
      lock.unlock();
    }
  }

  public int taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private Place given(Identity who) {
    taken++;
    Place place = new Place();
    place.given(who);
    return place;
  }

  private boolean isFree(Identity who) {
    return taken < most && !hasShare(who);
  }

  private boolean hasShare(Identity who) {
    return isSomebody(who) && held.getOrDefault(who, 0) >= share;
  }

  private static boolean isSomebody(Identity who) {
    return who != null && !who.equals(Identity.ANYBODY);
  }

  private String allAreTaken() {
    return "%d %s are under way, as many as %s allows".formatted(most, what, setting);
  }

  private String shareIsTaken(Identity who) {
    return "%d %s of '%s' are under way, as many as windlass.security.share allows of the %d of %s"
        .formatted(share, what, who.name(), most, setting);
  }
}
