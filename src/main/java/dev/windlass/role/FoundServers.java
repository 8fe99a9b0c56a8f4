package dev.windlass.role;

import dev.windlass.embedded.EmbeddedServers;
import dev.windlass.embedded.ServerAddresses;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Kafka and Postgres for a command that is not the program: those that are configured, else those
 * of the program that runs over the data directory, else the embedded ones, started over what they
 * kept there.
 */
public final class FoundServers implements AutoCloseable {
  private static final String KAFKA = "kafka";
  private static final String MORE = "quarkus.datasource.jdbc.additional-jdbc-properties.";

  private final SmallRyeConfig config;
  private final Map<String, Object> kafka;
  private final Postgres postgres;
  private final EmbeddedServers started;

  /** How to connect to the database; username and password may be null. */
  public record Postgres(
      String jdbcUrl, String username, String password, Map<String, String> properties) {
    @Override
    public String toString() {
      return jdbcUrl;
    }
  }

  /** Those that are configured; the other is empty. */
  public record Configured(Optional<Map<String, Object>> kafka, Optional<Postgres> postgres) {
    @Override
    public String toString() {
      return "Kafka: %s, PostgreSQL: %s".formatted(kafka.isPresent(), postgres.isPresent());
    }
  }

  private FoundServers(
      StartSettings settings, Optional<ServerAddresses> embedded, EmbeddedServers started) {
    this.config = settings.config();
    this.kafka = kafkaSettings(config);
    if (!settings.hasKafka()) {
      kafka.put("bootstrap.servers", embedded.flatMap(ServerAddresses::kafka).orElseThrow());
    }
    this.postgres =
        settings.hasDatabase()
            ? postgres(config)
            : embedded.flatMap(ServerAddresses::database).map(FoundServers::of).orElseThrow();
    this.started = started;
  }

  public static FoundServers find(Optional<Path> directory) {
    StartSettings settings = StartSettings.read();
    if (settings.hasKafka() && settings.hasDatabase()) {
      return new FoundServers(settings, Optional.empty(), null);
    }
    Path data = directory.orElse(settings.embedded().data());
    Optional<ServerAddresses> running = EmbeddedServers.running(data);
    if (running.isPresent()) {
      refuseMissing(settings, running.get(), data);
      return new FoundServers(settings, running, null);
    }
    if (!EmbeddedServers.available() || !EmbeddedServers.hasData(data)) {
      throw nothing(data);
    }
    return start(settings, data);
  }

  /** Starts none, and looks for none. */
  public static Configured configured() {
    StartSettings settings = StartSettings.read();
    SmallRyeConfig config = settings.config();
    return new Configured(
        settings.hasKafka() ? Optional.of(kafkaSettings(config)) : Optional.empty(),
        settings.hasDatabase() ? Optional.of(postgres(config)) : Optional.empty());
  }

  /** What anything under {@code kafka.} says to clients. */
  public Map<String, Object> kafka() {
    return kafka;
  }

  public Postgres postgres() {
    return postgres;
  }

  public Optional<String> setting(String name) {
    return setting(config, name);
  }

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }

  private static FoundServers start(StartSettings settings, Path data) {
    EmbeddedServers servers =
        EmbeddedServers.start(
            new EmbeddedServers.Plan(data, !settings.hasKafka(), 0, !settings.hasDatabase(), 0));
    try {
      return new FoundServers(settings, EmbeddedServers.running(data), servers);
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  private static void refuseMissing(StartSettings settings, ServerAddresses running, Path data) {
    if (!settings.hasKafka() && running.kafka().isEmpty()) {
      throw lacks(data, "Kafka", "KAFKA_BOOTSTRAP_SERVERS");
    }
    if (!settings.hasDatabase() && running.database().isEmpty()) {
      throw lacks(data, "PostgreSQL", "QUARKUS_DATASOURCE_JDBC_URL");
    }
  }

  private static NotConfiguredException lacks(Path data, String server, String variable) {
    return new NotConfiguredException(
        "The program that runs over %s has no %s of its own: say with %s what it was started with"
            .formatted(data, server, variable));
  }

  private static NotConfiguredException nothing(Path data) {
    return new NotConfiguredException(
        "Found no servers: KAFKA_BOOTSTRAP_SERVERS and QUARKUS_DATASOURCE_JDBC_URL are not both set, no program runs over %s, and no embedded server has kept anything there (--data names another directory)"
            .formatted(data));
  }

  private static Postgres postgres(SmallRyeConfig config) {
    Map<String, String> more = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(MORE)) {
        setting(config, name).ifPresent(value -> more.put(name.substring(MORE.length()), value));
      }
    }
    return new Postgres(
        setting(config, "quarkus.datasource.jdbc.url").orElseThrow(),
        setting(config, "quarkus.datasource.username").orElse(null),
        setting(config, "quarkus.datasource.password").orElse(null),
        more);
  }

  private static Optional<String> setting(SmallRyeConfig config, String name) {
    return config.getOptionalValue(name, String.class).filter(text -> !text.isBlank());
  }

  private static Postgres of(ServerAddresses.Database database) {
    return new Postgres(database.jdbcUrl(), database.username(), database.password(), Map.of());
  }

  /** As Quarkus reads them: KAFKA_SASL_MECHANISM is kafka.sasl.mechanism. */
  private static Map<String, Object> kafkaSettings(SmallRyeConfig config) {
    Map<String, Object> settings = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      String dotted = name.toLowerCase(Locale.ROOT).replace('_', '.');
      if (dotted.startsWith(KAFKA + ".")) {
        config
            .getOptionalValue(name, String.class)
            .filter(value -> !value.isBlank())
            .ifPresent(value -> settings.put(dotted.substring(KAFKA.length() + 1), value));
      }
    }
    return settings;
  }
}
