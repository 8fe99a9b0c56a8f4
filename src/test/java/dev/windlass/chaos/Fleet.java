package dev.windlass.chaos;

import dev.windlass.embedded.FreePort;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.Signals;
import dev.windlass.testkit.WindlassProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A broker, a database, and a process per role, each of which can be taken away and started again.
 * A member's name tells its role: {@code worker-2}.
 */
final class Fleet implements AutoCloseable {
  static final List<String> MEMBERS =
      List.of("api-1", "coordinator-1", "projection-1", "worker-1", "worker-2", "worker-3");

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Disks disks;
  private final Broker broker;
  private final Postgres postgres;
  private final int apiPort = FreePort.find();
  private final Map<String, WindlassProcess> members = new LinkedHashMap<>();

  private Fleet(Disks disks) {
    this.disks = disks;
    this.broker = new Broker(disks.kafka(), "broker");
    this.postgres = new Postgres(disks.postgres(), disks.programs());
  }

  static Fleet start(Disks disks) throws Exception {
    return start(disks, MEMBERS, Map.of());
  }

  static Fleet start(Disks disks, List<String> members, Map<String, String> settings)
      throws Exception {
    Files.createDirectories(Journal.LOGS);
    Fleet fleet = new Fleet(disks);
    try {
      fleet.broker.start();
      fleet.postgres.start();
      for (String member : members) {
        fleet.launch(member, settings);
      }
      fleet.awaitReady();
      return fleet;
    } catch (Exception | AssertionError e) {
      fleet.close();
      throw e;
    }
  }

  Broker broker() {
    return broker;
  }

  Postgres postgres() {
    return postgres;
  }

  Disks disks() {
    return disks;
  }

  String api(String path) {
    return "http://127.0.0.1:" + apiPort + path;
  }

  /** Starts a member and waits until it is ready. */
  void start(String member) throws Exception {
    start(member, Map.of());
  }

  void start(String member, Map<String, String> settings) throws Exception {
    launch(member, settings);
    awaitReady(member);
  }

  /** SIGKILL. */
  void kill(String member) throws Exception {
    Journal.tell("kill -9 " + member);
    WindlassProcess process = members.remove(member);
    Signals.kill(process.handle());
    keepLog(member, process);
  }

  /** SIGTERM, and waits for its end. */
  void stop(String member) throws Exception {
    Journal.tell("SIGTERM " + member);
    WindlassProcess process = members.remove(member);
    process.terminate();
    process.awaitExit();
    keepLog(member, process);
  }

  void stopAll(String role) throws Exception {
    for (String member : List.copyOf(members.keySet())) {
      if (member.startsWith(role)) {
        stop(member);
      }
    }
  }

  /** SIGSTOP. */
  void freeze(String member) throws Exception {
    Journal.tell("SIGSTOP " + member);
    Signals.freeze(members.get(member).handle());
  }

  /** SIGCONT. */
  void thaw(String member) throws Exception {
    Journal.tell("SIGCONT " + member);
    Signals.thaw(members.get(member).handle());
  }

  /** By all coordinators that are there, since they are. */
  double leasesEnded() throws Exception {
    double ended = 0;
    for (String member : members.keySet()) {
      ended += member.startsWith("coordinator") ? metric(member, "windlass_leases_ended") : 0;
    }
    return ended;
  }

  void awaitLeasesEnded(double moreThan) {
    Await.until("leases have ended", PATIENCE, () -> leasesEnded() > moreThan);
  }

  /** The coordinator that holds the partition of the only batch job that runs. */
  String owner() throws Exception {
    return Await.value(
        "a coordinator has open grants",
        PATIENCE,
        () -> {
          for (String member : members.keySet()) {
            if (member.startsWith("coordinator") && metric(member, "windlass_grants_open") > 0) {
              return member;
            }
          }
          return "";
        },
        member -> !member.isEmpty());
  }

  void awaitReady(String member) throws Exception {
    URI ready = members.get(member).awaitListening().resolve("/q/health/ready");
    Await.value(
        member + " is ready", PATIENCE, () -> Http.get(ready.toString()), a -> a.status() == 200);
    Journal.tell(member + " is ready");
  }

  /** All of them, after whatever has happened. */
  void awaitReady() throws Exception {
    for (String member : List.copyOf(members.keySet())) {
      awaitReady(member);
    }
  }

  @Override
  public void close() throws Exception {
    members.values().forEach(WindlassProcess::terminate);
    for (String member : List.copyOf(members.keySet())) {
      stop(member);
    }
    postgres.close();
    broker.close();
    disks.close();
  }

  private double metric(String member, String name) throws Exception {
    URI metrics = members.get(member).awaitListening().resolve("/q/metrics");
    return Http.get(metrics.toString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private void launch(String member, Map<String, String> settings) throws IOException {
    Path library = Files.createDirectories(disks.scratch().resolve(member));
    Map<String, String> environment = new HashMap<>(postgres.environment());
    String role = member.substring(0, member.indexOf('-'));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.address());
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
    environment.put("WINDLASS_ROLES", role);
    environment.put("WINDLASS_WORKER_NAME", member);
    environment.put("WINDLASS_WORKER_API_URL", api(""));
    environment.put("QUARKUS_HTTP_PORT", role.equals("api") ? Integer.toString(apiPort) : "0");
    // A killed JVM does not take away what RocksDB has unpacked.
    environment.put("ROCKSDB_SHAREDLIB_DIR", library.toString());
    environment.putAll(settings);
    members.put(member, WindlassProcess.start(environment, "up"));
  }

  private static void keepLog(String member, WindlassProcess process) throws Exception {
    process.awaitExit();
    Journal.append(Journal.LOGS.resolve(member + ".log"), process.output() + "---------- ended\n");
  }
}
