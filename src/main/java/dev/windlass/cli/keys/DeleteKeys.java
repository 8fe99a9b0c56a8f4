package dev.windlass.cli.keys;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Confirmation;
import dev.windlass.cli.output.Output;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = "Takes keys and sessions back: they are good for nothing within seconds.",
    footer = {"%nExamples:", "  windlass api-keys delete key_01J9Z3 --yes"})
public final class DeleteKeys extends ClientCommand {
  @Parameters(arity = "1..*", paramLabel = "KEY", description = "Their ids.")
  private List<String> ids;

  @Mixin private Confirmation confirmation;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    confirmation.require(out, "Takes back the keys " + String.join(", ", ids) + ".");
    for (String id : ids) {
      api.send(Call.delete(Route.of("v1", "api-keys", id)));
      out.line(id + " is good for nothing any more.");
    }
    return ExitCode.FINE;
  }
}
