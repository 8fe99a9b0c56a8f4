package dev.windlass.cli.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Durations;
import dev.windlass.cli.output.Output;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rotate",
    description = "Makes a key that takes another's place; for a while both are good.",
    footer = {"%nExamples:", "  windlass api-keys rotate key_01J9Z3 --overlap 1h"})
public final class RotateKey extends ClientCommand {
  @Parameters(paramLabel = "KEY", description = "The id of the old one.")
  private String id;

  @Option(
      names = "--overlap",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "How long the old one stays good; an hour where it is not given.")
  private Duration overlap;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    ObjectNode body = Documents.object();
    if (overlap != null) {
      body.put("overlap", overlap.toString());
    }
    out.print(api.send(Call.post(Route.of("v1", "api-keys", id, "rotate"), body)), new KeyText());
    return ExitCode.FINE;
  }
}
