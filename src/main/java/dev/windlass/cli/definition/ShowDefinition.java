package dev.windlass.cli.definition;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Reference;
import dev.windlass.cli.output.Document;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a definition as a document that `definitions apply` takes.",
    footer = {"%nExamples:", "  windlass definitions show default/geocode > geocode.yaml"})
public final class ShowDefinition extends ClientCommand {
  @Parameters(paramLabel = "DEFINITION", description = "namespace/name, or a name.")
  private String name;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Reference reference = Reference.of(name, Reference.DEFAULT);
    out.print(
        api.get(Route.of("v1", "definitions", reference.namespace(), reference.name())),
        Document::lines);
    return ExitCode.FINE;
  }
}
