package dev.windlass.cli.definition;

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
import picocli.CommandLine.Parameters;

@Command(
    name = "versions",
    description = "Lists the versions of a definition, the newest first; also of a deleted one.",
    footer = {"%nExamples:", "  windlass definitions versions default/geocode"})
public final class DefinitionVersions extends ClientCommand {
  private static final Table TABLE =
      Table.of(Column.number("VERSION", "/version"), Column.age("AGE", "/time"));

  @Parameters(paramLabel = "DEFINITION", description = "namespace/name, or a name.")
  private String name;

  @Mixin private Paging paging;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Reference reference = Reference.of(name, Reference.DEFAULT);
    Route versions =
        Route.of("v1", "definitions", reference.namespace(), reference.name(), "versions");
    paging.print(api, versions, out, TABLE);
    return ExitCode.FINE;
  }
}
