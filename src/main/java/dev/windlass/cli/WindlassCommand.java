package dev.windlass.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

@Command(
    name = "windlass",
    description = {
      "A control plane for batch jobs: starts, paces, pauses, stops and restarts them across a fleet of workers.",
      "Without a command it does `up`."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {UpCommand.class, DemoCommand.class, RebuildViewsCommand.class},
    footer = {
      "",
      "Configuration comes from environment variables, system properties and config/application.properties:",
      "  WINDLASS_ROLES                what this process is: api,coordinator,worker,projection,scheduler (all)",
      "  KAFKA_BOOTSTRAP_SERVERS       a Kafka of your own, 4.2 or newer",
      "  QUARKUS_DATASOURCE_JDBC_URL   a PostgreSQL of your own, with QUARKUS_DATASOURCE_USERNAME and _PASSWORD",
      "What is not configured is started with the program, on loopback, with its data in ./.windlass."
    })
final class WindlassCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    return spec.subcommands().get("up").execute();
  }
}
