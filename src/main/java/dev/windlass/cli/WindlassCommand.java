package dev.windlass.cli;

import dev.windlass.cli.audit.AuditCommand;
import dev.windlass.cli.command.ProfilesCommand;
import dev.windlass.cli.completion.CompletionCommand;
import dev.windlass.cli.contract.ExportContract;
import dev.windlass.cli.definition.DefinitionsCommand;
import dev.windlass.cli.fleet.DeadLettersCommand;
import dev.windlass.cli.fleet.WorkersCommand;
import dev.windlass.cli.job.CreateCommand;
import dev.windlass.cli.job.DeleteCommand;
import dev.windlass.cli.job.FailuresCommand;
import dev.windlass.cli.job.ListCommand;
import dev.windlass.cli.job.PauseCommand;
import dev.windlass.cli.job.ResultsCommand;
import dev.windlass.cli.job.RunCommand;
import dev.windlass.cli.job.ShowCommand;
import dev.windlass.cli.job.StartCommand;
import dev.windlass.cli.job.StopCommand;
import dev.windlass.cli.job.SubJobsCommand;
import dev.windlass.cli.job.UnpauseCommand;
import dev.windlass.cli.job.WatchCommand;
import dev.windlass.cli.keys.ApiKeysCommand;
import dev.windlass.cli.schedule.SchedulesCommand;
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
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      PrepareCommand.class,
      RebuildViewsCommand.class,
      RunCommand.class,
      CreateCommand.class,
      ListCommand.class,
      ShowCommand.class,
      WatchCommand.class,
      SubJobsCommand.class,
      FailuresCommand.class,
      ResultsCommand.class,
      StartCommand.class,
      PauseCommand.class,
      UnpauseCommand.class,
      StopCommand.class,
      DeleteCommand.class,
      DefinitionsCommand.class,
      SchedulesCommand.class,
      WorkersCommand.class,
      DeadLettersCommand.class,
      ApiKeysCommand.class,
      AuditCommand.class,
      NewKeyCommand.class,
      ExportContract.class,
      ExportKafkaCommand.class,
      ProfilesCommand.class,
      CompletionCommand.class
    },
    exitCodeListHeading = "%nExit codes of the commands that speak to a server:%n",
    footer = {
      "",
      "up, demo, prepare, rebuild-views and export-kafka are configured with environment variables, system properties and config/application.properties:",
      "  WINDLASS_ROLES                what this process is: api,coordinator,worker,projection,scheduler (all)",
      "  KAFKA_BOOTSTRAP_SERVERS       a Kafka of your own, 4.2 or newer",
      "  QUARKUS_DATASOURCE_JDBC_URL   a PostgreSQL of your own, with QUARKUS_DATASOURCE_USERNAME and _PASSWORD",
      "What is not configured is started with the program, on loopback, with its data in ./.windlass.",
      "",
      "The others speak to the server that --server, --profile, WINDLASS_URL, WINDLASS_PROFILE or the configuration names,",
      "and to http://127.0.0.1:8080 where none does; `windlass profiles` says which. WINDLASS_TOKEN is sent with each request."
    })
final class WindlassCommand implements Callable<Integer> {
  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    return spec.subcommands().get("up").execute();
  }
}
