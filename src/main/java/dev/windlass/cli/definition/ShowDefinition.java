package dev.windlass.cli.definition;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Reference;
import dev.windlass.cli.output.Document;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a definition as a document that `definitions apply` takes.",
    footer = {
      "%nExamples:",
      "  windlass definitions show default/geocode > geocode.yaml",
      "  windlass definitions show default/geocode --version 3"
    })
public final class ShowDefinition extends ClientCommand {
  @Parameters(paramLabel = "DEFINITION", description = "namespace/name, or a name.")
  private String name;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "As it was in this version, also where it was deleted since.")
  private Integer version;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    out.print(api.get(route(Reference.of(name, Reference.DEFAULT))), Document::lines);
    return ExitCode.FINE;
  }

  private Route route(Reference definition) {
    return version == null
        ? Route.of("v1", "definitions", definition.namespace(), definition.name())
        : Route.of(
            "v1",
            "definitions",
            definition.namespace(),
            definition.name(),
            "versions",
            version.toString());
  }
}
