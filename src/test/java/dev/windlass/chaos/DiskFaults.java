package dev.windlass.chaos;

import static dev.windlass.chaos.Faults.pass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What can happen to what is written. */
final class DiskFaults {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private DiskFaults() {}

  /** The database takes no writes, as after a fail-over to a replica. */
  record ReadOnlyDatabase(String name, Duration lasts) implements Fault {
    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      fleet
          .postgres()
          .run("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
      pass(lasts);
      fleet
          .postgres()
          .run(
              "set default_transaction_read_only = off",
              "alter system reset default_transaction_read_only",
              "select pg_reload_conf()");
    }
  }

  /** PostgreSQL may end of it: then it is started again, as a supervisor would. */
  record DatabaseDiskFull(String name, Duration lasts) implements Fault {
    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      Path ballast = Disks.fill(fleet.disks().postgres());
      Await.until(
          "PostgreSQL has met the full disk",
          PATIENCE,
          () -> fleet.postgres().log().contains("No space left on device"));
      pass(lasts);
      Files.delete(ballast);
      if (fleet.postgres().postmaster().isEmpty()) {
        fleet.postgres().stop();
        fleet.postgres().start();
      }
    }
  }

  /** A broker ends when its only disk takes nothing more. */
  record BrokerDiskFull(String name) implements Fault {
    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      Path ballast = Disks.fill(fleet.disks().kafka());
      Await.until("the broker has ended", PATIENCE, () -> !fleet.broker().isAlive());
      assertThat(watch.ended()).as("ended before the broker noticed").isFalse();
      Files.delete(ballast);
      fleet.broker().start();
    }
  }
}
