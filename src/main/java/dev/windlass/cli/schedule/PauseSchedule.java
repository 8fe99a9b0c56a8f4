package dev.windlass.cli.schedule;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "pause",
    description = "Pauses a schedule: nothing fires, and nothing is made up for afterwards.",
    footer = {"%nExamples:", "  windlass schedules pause nightly"})
public final class PauseSchedule extends ClientCommand {
  @Mixin private ScheduleName schedule;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    PausedSchedule.put(api, out, schedule.reference(), true);
    return ExitCode.FINE;
  }
}
