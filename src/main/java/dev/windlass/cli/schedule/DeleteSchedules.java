package dev.windlass.cli.schedule;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ExitCode;
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
    description = "Deletes schedules; what they have started goes on.",
    footer = {"%nExamples:", "  windlass schedules delete nightly --yes"})
public final class DeleteSchedules extends ClientCommand {
  @Parameters(arity = "1..*", paramLabel = "SCHEDULE", description = "namespace/name, or a name.")
  private List<String> names;

  @Mixin private Confirmation confirmation;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    List<Reference> references =
        names.stream().map(name -> Reference.of(name, Reference.DEFAULT)).toList();
    confirmation.require(out, "Deletes the schedules " + references + ".");
    for (Reference reference : references) {
      api.send(Call.delete(ScheduleName.route(reference)));
      out.line(reference + " is deleted.");
    }
    return ExitCode.FINE;
  }
}
