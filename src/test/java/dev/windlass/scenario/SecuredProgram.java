package dev.windlass.scenario;

import dev.windlass.role.Role;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.SecuredDatabase;
import dev.windlass.testkit.SecuredKafka;
import dev.windlass.testkit.WindlassProcess;
import dev.windlass.wire.Duty;
import dev.windlass.wire.WireConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A process for each role, each with a user of its own at Kafka and at PostgreSQL. */
final class SecuredProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final SecuredKafka kafka;
  private final SecuredDatabase database;
  private final WireConfig wire;
  private final Map<Role, WindlassProcess> processes = new EnumMap<>(Role.class);
  private final Map<Role, String> addresses = new EnumMap<>(Role.class);

  SecuredProgram(SecuredKafka kafka, SecuredDatabase database, WireConfig wire) {
    this.kafka = kafka;
    this.database = database;
    this.wire = wire;
  }

  /** As an administrator does, before the first start. */
  static void prepare(SecuredKafka kafka, SecuredDatabase database, WireConfig wire)
      throws Exception {
    Map<String, String> environment = new HashMap<>(names(wire));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.insideServers());
    environment.putAll(user(database, SecuredDatabase.OWNER));
    WindlassProcess prepare = WindlassProcess.start(environment, "prepare");
    if (prepare.awaitExit() != 0) {
      throw new AssertionError(prepare.output());
    }
  }

  /** All at once; returns when all are well. */
  SecuredProgram start() throws Exception {
    for (Role role : new Role[] {Role.API, Role.COORDINATOR, Role.PROJECTION, Role.SCHEDULER}) {
      start(role);
    }
    String api = address(Role.API);
    start(Role.WORKER, Map.of("WINDLASS_WORKER_API_URL", api));
    for (Role role : Role.values()) {
      awaitReady(role);
    }
    return this;
  }

  void restart(Role role) throws Exception {
    processes.get(role).terminate();
    processes.get(role).awaitExit();
    start(role);
    addresses.remove(role);
    awaitReady(role);
  }

  String api() throws Exception {
    return address(Role.API);
  }

  String output() {
    return processes.values().stream().map(WindlassProcess::output).reduce("", String::concat);
  }

  String output(Role role) {
    return processes.get(role).output();
  }

  @Override
  public void close() {
    processes.values().forEach(WindlassProcess::kill);
  }

  private void start(Role role) throws Exception {
    start(role, Map.of());
  }

  private void start(Role role, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("WINDLASS_ROLES", word(role));
    environment.putAll(names(wire));
    environment.put("WINDLASS_RESULTS_DIRECTORY", "target/test-results");
    kafka
        .client(Duty.valueOf(role.name()).user(wire.names()))
        .forEach((name, value) -> environment.put(variable(name), value.toString()));
    if (role.needsDatabase()) {
      environment.putAll(user(database, "windlass_" + word(role)));
      environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
    }
    if (role == Role.SCHEDULER) {
      trustByFile(environment);
      // What the clients tell at their most talkative.
      environment.put("QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA__LEVEL", "DEBUG");
    }
    processes.put(role, WindlassProcess.start(environment, "up", "--port", "0"));
  }

  /** The other way to say whom to trust. */
  private void trustByFile(Map<String, String> environment) throws Exception {
    environment.remove("KAFKA_SSL_TRUSTSTORE_CERTIFICATES");
    environment.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PKCS12");
    environment.put("KAFKA_SSL_TRUSTSTORE_LOCATION", kafka.certificate().truststore().toString());
    environment.put("KAFKA_SSL_TRUSTSTORE_PASSWORD", kafka.certificate().password());
  }

  private String address(Role role) throws Exception {
    if (!addresses.containsKey(role)) {
      addresses.put(role, processes.get(role).awaitListening().toString());
    }
    return addresses.get(role);
  }

  private void awaitReady(Role role) throws Exception {
    String address = address(role);
    try {
      Await.value(
          role + " is ready",
          PATIENCE,
          () -> Http.get(address + "/q/health/ready"),
          answer -> answer.status() == 200);
    } catch (AssertionError e) {
      throw new AssertionError(processes.get(role).output(), e);
    }
  }

  private static Map<String, String> names(WireConfig wire) {
    return Map.of(
        "WINDLASS_TOPICS_PREFIX", wire.prefix(),
        "WINDLASS_TOPICS_PARTITIONS", String.valueOf(wire.partitions()));
  }

  private static Map<String, String> user(SecuredDatabase database, String name) throws Exception {
    return Map.of(
        "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
        "QUARKUS_DATASOURCE_USERNAME", name,
        "QUARKUS_DATASOURCE_PASSWORD", database.password(name));
  }

  private static String variable(String setting) {
    return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
