package dev.windlass.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What can happen to processes. */
final class Faults {
  private Faults() {}

  /** kill -9, and a new one started at once. */
  record Killed(String name, String member) implements Fault {
    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      fleet.kill(member);
      fleet.start(member);
    }
  }

  /** It stands still until its lease has ended and others have its work, and then goes on. */
  record FrozenWorker(String name) implements Fault {
    private static final String MEMBER = "worker-1";

    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      double before = fleet.leasesEnded();
      fleet.freeze(MEMBER);
      fleet.awaitLeasesEnded(before);
      fleet.thaw(MEMBER);
      watch.awaitProgress();
    }
  }

  record BrokerKilled(String name, Duration away) implements Fault {
    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      fleet.broker().kill();
      pass(away);
      fleet.broker().start();
    }
  }

  record PostgresKilled(String name, Duration away) implements Fault {
    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      fleet.postgres().kill();
      pass(away);
      fleet.postgres().start();
    }
  }

  /** Two share the partitions; one is killed, the other goes on alone. */
  record TwoProjections(String name) implements Fault {
    @Override
    public void prepare(Fleet fleet) throws Exception {
      fleet.start("projection-2");
    }

    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      fleet.kill("projection-1");
      watch.awaitProgress();
    }

    @Override
    public void tidy(Fleet fleet) throws Exception {
      fleet.start("projection-1");
      fleet.stop("projection-2");
    }
  }

  /** The coordinator that holds the batch job is killed; the other takes over. */
  record FailOver(String name, int standbys) implements Fault {
    @Override
    public void prepare(Fleet fleet) throws Exception {
      fleet.stop("coordinator-1");
      for (String member : List.of("coordinator-1", "coordinator-2")) {
        fleet.start(
            member, Map.of("WINDLASS_COORDINATOR_STANDBY_REPLICAS", Integer.toString(standbys)));
      }
    }

    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      fleet.kill(fleet.owner());
      watch.awaitProgress();
    }

    @Override
    public void tidy(Fleet fleet) throws Exception {
      fleet.stopAll("coordinator");
      fleet.start("coordinator-1");
    }
  }

  /** SIGTERM for one after the other, each back before the next one goes. */
  record RollingRestart(String name) implements Fault {
    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      for (String member : Fleet.MEMBERS) {
        fleet.stop(member);
        fleet.start(member);
      }
      watch.awaitProgress();
      fleet.postgres().stop();
      fleet.postgres().start();
      watch.awaitProgress();
      fleet.broker().stop();
      fleet.broker().start();
      watch.awaitProgress();
    }
  }

  /** One after the other, as soon as the last one is over. */
  record InTurn(String name, List<Fault> faults) implements Fault {
    @Override
    public void strike(Fleet fleet, Watch watch) throws Exception {
      for (Fault fault : faults) {
        fault.strike(fleet, watch);
        watch.awaitProgress();
      }
    }
  }

  /** For as long as something is to be away. */
  static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
