package dev.windlass.cli;

import dev.windlass.role.CommandSettings;
import dev.windlass.role.FoundServers;
import dev.windlass.role.NotConfiguredException;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.TopicSetup;
import dev.windlass.wire.WireConfig;
import java.util.Map;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Command;

@Command(
    name = "prepare",
    description = {
      "Creates what is missing of the topics, sets up the share groups, migrates the tables, and ends: with the rights of whoever runs it, so that no role needs a right to create anything.",
      "It does what is configured: topics where KAFKA_BOOTSTRAP_SERVERS is, tables where QUARKUS_DATASOURCE_JDBC_URL is. It may be run again at any time."
    },
    footer = {"%nExamples:", "  windlass prepare"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PrepareCommand implements Callable<Integer> {
  private static final int RETRIES = 15;
  private static final int RETRY_SECONDS = 5;

  @Override
  public Integer call() {
    FoundServers.Configured servers = FoundServers.configured();
    if (servers.kafka().isEmpty() && servers.postgres().isEmpty()) {
      throw new NotConfiguredException(
          "There is nothing to prepare: neither KAFKA_BOOTSTRAP_SERVERS nor QUARKUS_DATASOURCE_JDBC_URL is set");
    }
    servers.kafka().ifPresent(PrepareCommand::topics);
    servers.postgres().ifPresent(PrepareCommand::tables);
    return 0;
  }

  private static void topics(Map<String, Object> kafka) {
    WireConfig wire = CommandSettings.of(WireConfig.class);
    new TopicSetup(new KafkaClients(kafka), wire).ensure();
    System.out.printf("The topics of %s are there.%n", wire.prefix());
  }

  /** As patient as the program itself is at its start. */
  private static void tables(FoundServers.Postgres postgres) {
    var result =
        Flyway.configure()
            .dataSource(ConfiguredPostgres.source(postgres))
            .connectRetries(RETRIES)
            .connectRetriesInterval(RETRY_SECONDS)
            .load()
            .migrate();
    System.out.printf(
        "The tables are there: %d migrations were made.%n", result.migrationsExecuted);
  }
}
