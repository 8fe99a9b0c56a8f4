package dev.windlass.cli;

import dev.windlass.cli.rebuild.ReadingLine;
import dev.windlass.cli.rebuild.ReportText;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.embedded.EmbeddedStartException;
import dev.windlass.projection.rebuild.CannotRebuild;
import dev.windlass.projection.rebuild.Rebuild;
import dev.windlass.projection.rebuild.Report;
import dev.windlass.role.FoundServers;
import dev.windlass.role.NotConfiguredException;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Topics;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rebuild-views",
    description = {
      "Builds the views of the database a second time out of the log, compares them with the live ones, a hash per batch job, and puts right what differs."
          + " Everything goes on meanwhile; the projection waits only while rows are compared.",
      "Servers are those that KAFKA_BOOTSTRAP_SERVERS and QUARKUS_DATASOURCE_JDBC_URL name, else those of the program that runs over --data,"
          + " else the embedded ones, started over what is kept there.",
      "The exit code is 0 when the views are equal or were put right, 1 when --check found differences, 2 when it could not be done: then nothing was changed."
    },
    footer = {"%nExamples:", "  windlass rebuild-views --check"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RebuildViewsCommand implements Callable<Integer> {
  private static final int EQUAL = 0;
  private static final int DIFFERENT = 1;
  private static final int IMPOSSIBLE = 2;

  @Option(names = "--check", description = "Only compares, and changes nothing.")
  private boolean check;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many differences are shown one by one (${DEFAULT-VALUE}).")
  private int shown;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the embedded servers keep their data (WINDLASS_DATA, ./.windlass).")
  private Path data;

  @Override
  public Integer call() {
    try (FoundServers servers = FoundServers.find(Optional.ofNullable(data))) {
      Report report = rebuild(servers);
      ReportText.of(report).forEach(System.out::println);
      return report.same() || report.switched() ? EQUAL : DIFFERENT;
    } catch (CannotRebuild | EmbeddedStartException | NotConfiguredException e) {
      System.err.println(e.getMessage());
      return IMPOSSIBLE;
    }
  }

  private Report rebuild(FoundServers servers) {
    try (ReadingLine line = new ReadingLine(Terminal.ofOutput(), System.out)) {
      Topics topics =
          new Topics(servers.setting("windlass.topics.prefix").orElse(Topics.DEFAULT_PREFIX));
      return new Rebuild(
              new Rebuild.Servers(
                  new KafkaClients(servers.kafka()),
                  topics.events(),
                  source(servers.postgres(), null),
                  source(servers.postgres(), Rebuild.schema())),
              new Rebuild.Order(!check, Math.max(0, shown)),
              line)
          .run();
    }
  }

  private static PGSimpleDataSource source(FoundServers.Postgres postgres, String schema) {
    PGSimpleDataSource source = ConfiguredPostgres.source(postgres);
    if (schema != null) {
      source.setCurrentSchema(schema);
    }
    return source;
  }
}
