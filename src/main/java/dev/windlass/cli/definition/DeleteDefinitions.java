package dev.windlass.cli.definition;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Confirmation;
import dev.windlass.cli.command.Reference;
import dev.windlass.cli.output.Output;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description =
        "Deletes definitions; batch jobs that run go on with what they were started with.",
    footer = {"%nExamples:", "  windlass definitions delete default/geocode --yes"})
public final class DeleteDefinitions extends ClientCommand {
  @Parameters(arity = "1..*", paramLabel = "DEFINITION", description = "namespace/name, or a name.")
  private List<String> names;

  @Mixin private Confirmation confirmation;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    List<Reference> references =
        names.stream().map(name -> Reference.of(name, Reference.DEFAULT)).toList();
    confirmation.require(out, "Deletes the definitions " + references + ".");
    for (Reference r : references) {
      api.send(Call.delete(Route.of("v1", "definitions", r.namespace(), r.name())));
      out.line(r + " is deleted.");
    }
    return ExitCode.FINE;
  }
}
