package dev.windlass.dispatch;

import java.time.Duration;

/** After how long a task that nobody claims is sent again: 1, 2, 4 ... 60 minutes. */
public final class Resend {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(60);
  private static final int DOUBLINGS = 6;

  private Resend() {}

  public static Duration after(int resends) {
    Duration wait = FIRST.multipliedBy(1L << Math.min(resends, DOUBLINGS));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
