package dev.windlass.cli.schedule;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Paging;
import dev.windlass.cli.command.Reference;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists the schedules of a namespace by name.",
    footer = {"%nExamples:", "  windlass schedules list -n default"})
public final class ListSchedules extends ClientCommand {
  private static final Table TABLE =
      Table.of(
          Column.of("NAME", "/name"),
          Column.of("CRON", "/cron"),
          Column.of("ZONE", "/timeZone"),
          Column.of("DEFINITION", "/batchJob/definition"),
          Column.of("PAUSED", "/paused"),
          Column.age("NEXT", "/nextFireTime"),
          Column.age("CHANGED", "/updatedTime"),
          Column.of("DESCRIPTION", "/description"));

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = Reference.DEFAULT,
      description = "Their namespace (${DEFAULT-VALUE}).")
  private String namespace;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only their names, one a line.")
  private boolean quiet;

  @Mixin private Paging paging;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Route list = Route.of("v1", "schedules").with("namespace", namespace);
    if (quiet) {
      paging.values(api, list, out, "/name");
    } else {
      paging.print(api, list, out, TABLE);
    }
    return ExitCode.FINE;
  }
}
