package dev.windlass.cli.schedule;

import dev.windlass.cli.command.Group;
import picocli.CommandLine.Command;

@Command(
    name = "schedules",
    description = "When to run what: lists, shows, stores, previews, runs and deletes schedules.",
    subcommands = {
      ListSchedules.class,
      ShowSchedule.class,
      ApplySchedules.class,
      NextFires.class,
      ScheduleRuns.class,
      RunSchedule.class,
      PauseSchedule.class,
      UnpauseSchedule.class,
      DeleteSchedules.class
    })
public final class SchedulesCommand extends Group {}
