package dev.windlass.cli.definition;

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
    description = "Lists definitions by namespace and name.",
    footer = {"%nExamples:", "  windlass definitions list --query geo"})
public final class ListDefinitions extends ClientCommand {
  private static final Table TABLE =
      Table.of(
          Column.of("NAMESPACE", "/namespace"),
          Column.of("NAME", "/name"),
          Column.number("VERSION", "/version"),
          Column.of("HANDLER", "/handler"),
          new Column("CASES", true, (d, ages) -> Integer.toString(d.path("cases").size())),
          Column.of("QUEUE", "/queue"),
          Column.age("CHANGED", "/updatedTime"),
          Column.of("DESCRIPTION", "/description"));

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Only of this namespace.")
  private String namespace;

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = "A part of the name or of the description.")
  private String query;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only their names, one a line.")
  private boolean quiet;

  @Mixin private Paging paging;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Route list = Route.of("v1", "definitions").with("namespace", namespace).with("q", query);
    if (quiet) {
      paging.values(
          api, list, out, d -> d.path("namespace").asText() + "/" + d.path("name").asText());
    } else {
      paging.print(api, list, out, TABLE);
    }
    return ExitCode.FINE;
  }
}
