package dev.windlass.cli.fleet;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Document;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a dead letter with all of its value that was kept.",
    footer = {"%nExamples:", "  windlass dead-letters show dl-0-17"})
public final class ShowDeadLetter extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "Such as dl-0-17.")
  private String id;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    out.print(api.get(Route.of("v1", "dead-letters", id)), Document::lines);
    return ExitCode.FINE;
  }
}
