package dev.windlass.chaos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.chaos.DiskFaults.BrokerDiskFull;
import dev.windlass.chaos.DiskFaults.DatabaseDiskFull;
import dev.windlass.chaos.DiskFaults.ReadOnlyDatabase;
import dev.windlass.chaos.Faults.BrokerKilled;
import dev.windlass.chaos.Faults.FailOver;
import dev.windlass.chaos.Faults.FrozenWorker;
import dev.windlass.chaos.Faults.Killed;
import dev.windlass.chaos.Faults.PostgresKilled;
import dev.windlass.chaos.Faults.RollingRestart;
import dev.windlass.chaos.Faults.TwoProjections;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that can happen, to one fleet, one after the other: {@code ./mvnw verify -Pchaos}. A fleet
 * that has failed is not used again. {@code -Dwindlass.chaos=broker} runs those whose names say so,
 * {@code -Dwindlass.chaos.rows=20000} makes their batch jobs smaller.
 */
@Tag("chaos")
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosIT {
  private static final int ROWS = Integer.getInteger("windlass.chaos.rows", 100_000);
  private static final String ONLY = System.getProperty("windlass.chaos", "");
  private static final int AT_A_TIME = 64;
  private static final Duration CALL = Duration.ofMillis(20);
  private static final Duration SLOW_CALL = Duration.ofMillis(60);

  /** Longer than a lease. */
  private static final Duration OUTAGE = Duration.ofSeconds(12);

  private static final int DISK_MEGABYTES = 600;
  private static final Table TABLE = new Table();
  private static Fleet fleet;

  static Stream<Trial> trials() {
    return Stream.of(
            soon(new Killed("api: `kill -9`, a new one started", "api-1")),
            soon(new Killed("coordinator: `kill -9`, a new one started", "coordinator-1")),
            soon(new Killed("worker, one of three: `kill -9`, a new one started", "worker-1")),
            soon(new Killed("projection: `kill -9`, a new one started", "projection-1")),
            soon(
                new FrozenWorker("worker, one of three: `SIGSTOP` past its lease, then `SIGCONT`")),
            soon(new TwoProjections("two projections: one of them `kill -9`")),
            soon(new FailOver("two coordinators: `kill -9` of the one that has the batch job", 0)),
            soon(new FailOver("the same with `standby-replicas=1`", 1)),
            soon(new BrokerKilled("broker: `kill -9`, away for 12 s", OUTAGE)),
            soon(new PostgresKilled("Postgres: `kill -9`, away for 12 s", OUTAGE)),
            soon(new ReadOnlyDatabase("Postgres: read-only for 12 s", OUTAGE)),
            new Trial(
                new RollingRestart("everything: `SIGTERM` and a new one, one after the other"),
                ROWS,
                SLOW_CALL,
                AT_A_TIME,
                0.1))
        .filter(ChaosIT::isAskedFor);
  }

  static Stream<Trial> diskTrials() {
    return Stream.of(
            soon(new DatabaseDiskFull("Postgres: disk full for 12 s", OUTAGE)),
            soon(new BrokerDiskFull("broker: disk full, started again when there is room")))
        .filter(ChaosIT::isAskedFor);
  }

  private static boolean isAskedFor(Trial trial) {
    return trial.toString().contains(ONLY);
  }

  @Order(1)
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("trials")
  void nothingIsLostAndNothingCountedTwice(Trial trial) throws Exception {
    if (fleet == null) {
      fleet = Fleet.start(Disks.ordinary());
    }
    run(trial);
  }

  @Order(2)
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("diskTrials")
  void norWhenADiskIsFull(Trial trial) throws Exception {
    if (fleet == null || !fleet.disks().areSmall()) {
      endFleet();
      Optional<Disks> disks = Disks.small(DISK_MEGABYTES);
      if (disks.isEmpty()) {
        TABLE.missing(trial, "this user may not mount a file system");
      }
      assumeTrue(disks.isPresent(), "this user may not mount a file system");
      fleet = Fleet.start(disks.get());
    }
    run(trial);
  }

  @AfterAll
  static void end() throws Exception {
    endFleet();
    if (ONLY.isEmpty()) {
      TABLE.write();
    }
  }

  private static void run(Trial trial) throws Exception {
    try {
      TABLE.add(trial.run(fleet)).check();
    } catch (Exception | AssertionError e) {
      endFleet();
      throw e;
    }
  }

  private static void endFleet() throws Exception {
    Fleet last = fleet;
    fleet = null;
    if (last != null) {
      last.close();
    }
  }

  private static Trial soon(Fault fault) {
    return new Trial(fault, ROWS, CALL, AT_A_TIME, 0.3);
  }
}
