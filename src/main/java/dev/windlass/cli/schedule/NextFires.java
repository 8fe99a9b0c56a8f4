package dev.windlass.cli.schedule;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "next",
    description = "Says when a schedule fires next, and what a change of the clock does to it.",
    footer = {"%nExamples:", "  windlass schedules next nightly --count 3 --utc"})
public final class NextFires extends ClientCommand {
  private static final Table TABLE =
      Table.of(
          Column.age("WHEN", "/time"),
          Column.of("LOCAL TIME", "/localTime"),
          Column.of("FIRES", "/fires"),
          Column.of("BECAUSE", "/reason"));

  @Mixin private ScheduleName schedule;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many (${DEFAULT-VALUE}).")
  private int count;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    out.print(api.get(schedule.route("next").with("count", count)), TABLE);
    return ExitCode.FINE;
  }
}
