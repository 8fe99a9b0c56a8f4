package dev.windlass.cli.schedule;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Document;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "show",
    description = "Shows a schedule as a document that `schedules apply` takes.",
    footer = {"%nExamples:", "  windlass schedules show nightly > nightly.yaml"})
public final class ShowSchedule extends ClientCommand {
  @Mixin private ScheduleName schedule;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    out.print(api.get(schedule.route()), Document::lines);
    return ExitCode.FINE;
  }
}
