package dev.windlass.role;

import dev.windlass.embedded.EmbeddedDatabase;
import dev.windlass.embedded.EmbeddedKafka;
import dev.windlass.embedded.EmbeddedServers;
import java.nio.file.Path;

/** Which servers this process brings along, because nobody configured any. */
record EmbeddedPlan(EmbeddedServers.Plan servers, boolean fewPartitions, boolean ownStateDir) {
  private static final String PARTITIONS = "windlass.topics.partitions";
  private static final String STATE_DIR = "windlass.coordinator.state-dir";

  static EmbeddedPlan of(StartSettings settings, Path data) {
    EmbeddedConfig.Embedded ports = settings.embedded().embedded();
    EmbeddedPlan plan =
        new EmbeddedPlan(
            new EmbeddedServers.Plan(
                data,
                !settings.hasKafka(),
                ports.kafkaPort(),
                !settings.hasDatabase() && settings.needsDatabase(),
                ports.postgresPort()),
            !settings.has(PARTITIONS),
            !settings.has(STATE_DIR));
    if (plan.isNeeded() && !EmbeddedServers.available()) {
      throw plan.notConfigured();
    }
    return plan;
  }

  boolean isNeeded() {
    return servers.kafka() || servers.database();
  }

  /** Starts them and tells Quarkus where they are. */
  EmbeddedServers start() {
    EmbeddedServers started = EmbeddedServers.start(servers);
    started.kafka().ifPresent(kafka -> use(kafka, started.data()));
    started.database().ifPresent(EmbeddedPlan::use);
    return started;
  }

  void announce(EmbeddedServers started) {
    StringBuilder text = new StringBuilder();
    text.append(
        "Windlass brings its own servers, one node each: fine for a first look, no replica of anything.\n");
    started
        .kafka()
        .ifPresent(
            kafka ->
                text.append("  Kafka       %s\n".formatted(kafka.bootstrapServers()))
                    .append("              yours: KAFKA_BOOTSTRAP_SERVERS=host:9092\n"));
    started
        .database()
        .ifPresent(
            database ->
                text.append("  PostgreSQL  %s\n".formatted(database.jdbcUrl()))
                    .append(
                        "              yours: QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://host/name")
                    .append(" and QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD\n"));
    text.append(
        "  Data        %s (kept; the next start goes on from it)\n".formatted(started.data()));
    System.out.println(text);
  }

  /**
   * Twelve partitions spread work over many pods; in one process they only cost. The coordinator's
   * state belongs to this Kafka, and the data directory to this process alone.
   */
  private void use(EmbeddedKafka kafka, Path data) {
    System.setProperty("kafka.bootstrap.servers", kafka.bootstrapServers());
    // Quarkus' Kafka client also takes the name as the environment has it, in whatever order.
    System.setProperty("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    if (fewPartitions) {
      System.setProperty(PARTITIONS, "4");
    }
    if (ownStateDir) {
      System.setProperty(STATE_DIR, data.resolve("coordinator").toString());
    }
  }

  private static void use(EmbeddedDatabase database) {
    System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
    System.setProperty("quarkus.datasource.username", database.username());
    System.setProperty("quarkus.datasource.password", database.password());
  }

  private NotConfiguredException notConfigured() {
    StringBuilder text =
        new StringBuilder("This build of Windlass carries no servers of its own. Configure:\n");
    if (servers.kafka()) {
      text.append("  KAFKA_BOOTSTRAP_SERVERS=host:9092\n");
    }
    if (servers.database()) {
      text.append("  QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://host/name")
          .append(" (with QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD)\n");
    }
    return new NotConfiguredException(text.toString().stripTrailing());
  }
}
