package dev.windlass.chaos;

import dev.windlass.chaos.Faults.BrokerKilled;
import dev.windlass.chaos.Faults.InTurn;
import dev.windlass.chaos.Faults.Killed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The worst of {@link ChaosIT} in a minute, for every run of the tests. */
@Timeout(600)
class ShortChaosIT {
  private static final Fault FAULT =
      new InTurn(
          "worker, coordinator, projection and broker: kill -9",
          List.of(
              new Killed("worker", "worker-1"),
              new Killed("coordinator", "coordinator-1"),
              new Killed("projection", "projection-1"),
              new BrokerKilled("broker", Duration.ZERO)));

  @Test
  void nothingIsLostAndNothingCountedTwiceWhoeverIsKilled() throws Exception {
    try (Fleet fleet = Fleet.start(Disks.ordinary())) {
      Verdict verdict = new Trial(FAULT, 16_000, Duration.ofMillis(20), 16, 0.1).run(fleet);
      System.out.println(verdict.line());
      verdict.check();
    }
  }
}
