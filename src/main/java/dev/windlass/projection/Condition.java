package dev.windlass.projection;

import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How one thread of the projection feels. Trouble is told once, and once that it is over. */
final class Condition {
  private static final Logger LOG = Logger.getLogger(Condition.class);

  private final String who;
  private final Duration unwellAfter;
  private String trouble;
  private long since;
  private boolean halted;

  Condition(String who, Duration unwellAfter) {
    this.who = who;
    this.unwellAfter = unwellAfter;
  }

  synchronized void trouble(Throwable cause) {
    if (trouble == null) {
      since = System.nanoTime();
      LOG.warnf(cause, "The projection of %s waits: %s", who, cause.getMessage());
    }
    trouble = "the projection of " + who + " waits: " + cause.getMessage();
  }

  synchronized void well() {
    if (trouble != null && !halted) {
      LOG.infof("The projection of %s goes on", who);
      trouble = null;
    }
  }

  /** Until a person has done something. */
  synchronized void halt(String reason) {
    LOG.errorf("The projection of %s stopped: %s", who, reason);
    trouble = "the projection of " + who + " stopped: " + reason;
    halted = true;
  }

  synchronized boolean halted() {
    return halted;
  }

  synchronized Optional<String> unwell() {
    boolean lasting = halted || System.nanoTime() - since > unwellAfter.toNanos();
    return trouble != null && lasting ? Optional.of(trouble) : Optional.empty();
  }
}
