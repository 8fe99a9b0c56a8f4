package dev.windlass.cli.fleet;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Paging;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists dead letters, the newest first.",
    footer = {"%nExamples:", "  windlass dead-letters list --state parked --topic directives"})
public final class ListDeadLetters extends ClientCommand {
  private static final Table TABLE =
      Table.of(
          Column.of("ID", "/id"),
          Column.of("TOPIC", "/topic"),
          Column.of("ROLE", "/role"),
          Column.of("STATE", "/state"),
          Column.age("AGE", "/time"),
          Column.number("BYTES", "/size"),
          Column.of("REASON", "/reason"));

  @Mixin private LetterFilters filters;
  @Mixin private Paging paging;

  @Option(names = "--state", paramLabel = "STATE", description = "parked or redriven.")
  private String state;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only their ids, one a line.")
  private boolean quiet;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Route list = filters.on(Route.of("v1", "dead-letters")).with("state", state);
    if (quiet) {
      paging.values(api, list, out, "/id");
    } else {
      paging.print(api, list, out, TABLE);
    }
    return ExitCode.FINE;
  }
}
