package dev.windlass.cli.schedule;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "unpause",
    description = "Lets a paused schedule fire again.",
    footer = {"%nExamples:", "  windlass schedules unpause nightly"})
public final class UnpauseSchedule extends ClientCommand {
  @Mixin private ScheduleName schedule;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    PausedSchedule.put(api, out, schedule.reference(), false);
    return ExitCode.FINE;
  }
}
