package dev.windlass.cli.schedule;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Paging;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "runs",
    description = "Lists the runs of a schedule, the newest first.",
    footer = {"%nExamples:", "  windlass schedules runs nightly --limit 5"})
public final class ScheduleRuns extends ClientCommand {
  private static final Table TABLE =
      Table.of(
          Column.of("BATCH JOB", "/id"),
          Column.age("FIRED", "/fireTime"),
          Column.of("CAUSE", "/cause"),
          Column.of("STATUS", "/status"),
          Column.number("DONE", "/progress/done"),
          Column.number("FAILED", "/progress/failed"),
          new Column(
              "TOOK",
              false,
              (run, ages) -> ages.between(run.at("/startTime"), run.at("/stopTime"))),
          Column.of("REASON", "/reason"));

  @Mixin private ScheduleName schedule;
  @Mixin private Paging paging;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    paging.print(api, schedule.route("runs"), out, TABLE);
    return ExitCode.FINE;
  }
}
