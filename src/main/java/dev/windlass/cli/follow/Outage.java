package dev.windlass.cli.follow;

import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.output.Ages;
import java.time.Duration;

/**
 * A server that does not answer for a while. It is said once that it is gone and once that it is
 * back, however many wait for it.
 */
final class Outage {
  /** Longer than a restart takes, and shorter than a night. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Progress progress;
  private long began;
  private boolean goesOn;

  Outage(Progress progress) {
    this.progress = progress;
  }

  /** Throws the failure when it has gone on for too long. */
  synchronized void notes(ClientFailure failure) {
    if (!goesOn) {
      goesOn = true;
      began = System.nanoTime();
      progress.say(
          failure.getMessage().lines().findFirst().orElse("")
              + "\nThe batch job goes on without this command, which tries again for "
              + Ages.text(PATIENCE)
              + ".");
    } else if (System.nanoTime() - began > PATIENCE.toNanos()) {
      throw failure;
    }
  }

  synchronized void isOver() {
    if (goesOn) {
      goesOn = false;
      Duration lasted = Duration.ofNanos(System.nanoTime() - began);
      progress.say("The server answers again, after " + Ages.text(lasted) + ".");
    }
  }
}
