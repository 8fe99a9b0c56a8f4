package dev.windlass.dispatch;

import java.time.Duration;
import java.time.Instant;

/**
 * How many sub-jobs may begin per second, at most. With a ramp the rate rises evenly from a tenth
 * of it to all of it. Beginnings are reserved one interval apart, so that no second ever holds more
 * than the rate; instants that pass unused are not caught up.
 */
public record Pace(double perSecond, Instant rampFrom, Duration ramp) {
  private static final double RAMP_FLOOR = 0.1;

  public Pace {
    if (!possible(perSecond)) {
      throw new IllegalArgumentException("a pace of " + perSecond + " per second is not above 0");
    }
  }

  public static boolean possible(double perSecond) {
    return perSecond > 0 && !Double.isInfinite(perSecond);
  }

  public static Pace steady(double perSecond) {
    return new Pace(perSecond, null, null);
  }

  /** The instant after {@code at} that is reserved next. */
  public Instant after(Instant at) {
    return at.plusNanos((long) Math.ceil(1e9 / rate(at)));
  }

  public double rate(Instant at) {
    if (ramp == null || rampFrom == null || ramp.toMillis() <= 0) {
      return perSecond;
    }
    double share = (double) Duration.between(rampFrom, at).toMillis() / ramp.toMillis();
    return perSecond * Math.clamp(share, RAMP_FLOOR, 1);
  }
}
