package dev.windlass.projection;

import dev.windlass.wire.TopicPlan;
import java.time.Instant;
import java.util.Optional;

/** Sweeps whenever there is something to sweep, and otherwise looks again after a while. */
final class SweepThread implements Runnable {
  private final Sweeper sweeper;
  private final ProjectionConfig config;
  private final Patience patience;
  private final Condition condition;

  SweepThread(Sweeper sweeper, ProjectionConfig config, Patience patience, Condition condition) {
    this.sweeper = sweeper;
    this.config = config;
    this.patience = patience;
    this.condition = condition;
  }

  @Override
  public void run() {
    try {
      while (!patience.closing()) {
        sweep();
        patience.pause(config.sweepInterval());
      }
    } catch (Closing e) {
      // The role ends; what is noted waits for the next one.
    }
  }

  Optional<String> unwell() {
    return condition.unwell();
  }

  private void sweep() {
    try {
      while (!patience.closing() && sweeper.slice()) {
        condition.well();
      }
      sweeper.forgetLetters(Instant.now().minus(TopicPlan.DEAD_LETTERS_KEPT));
      sweeper.forgetWorkers(Instant.now().minus(config.workersForgottenAfter()));
    } catch (Database.Refused e) {
      condition.trouble(e);
    }
  }
}
