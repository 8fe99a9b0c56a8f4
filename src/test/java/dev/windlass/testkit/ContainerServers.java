package dev.windlass.testkit;

import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka and Postgres in containers; Testcontainers removes them when the JVM is gone. */
final class ContainerServers {
  private static final String KAFKA = "apache/kafka:4.3.1";
  private static final String POSTGRES = "postgres:18.4";

  private ContainerServers() {}

  static TestServers start() {
    KafkaContainer kafka =
        new KafkaContainer(KAFKA)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_GROUP_SHARE_DELIVERY_COUNT_LIMIT", "10")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
    PostgreSQLContainer<?> postgres =
        new PostgreSQLContainer<>(POSTGRES)
            .withDatabaseName("windlass")
            .withUsername("windlass")
            .withPassword("windlass")
            .withCommand("postgres", "-c", "fsync=off");
    kafka.start();
    postgres.start();
    return new TestServers(
        kafka.getBootstrapServers(),
        postgres.getJdbcUrl().replaceAll("\\?.*", ""),
        postgres.getUsername(),
        postgres.getPassword());
  }
}
