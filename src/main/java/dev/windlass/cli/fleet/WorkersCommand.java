package dev.windlass.cli.fleet;

import dev.windlass.cli.command.Group;
import picocli.CommandLine.Command;

@Command(
    name = "workers",
    description = "The workers: lists them, and lets one finish and leave.",
    subcommands = {ListWorkers.class, DrainWorkers.class})
public final class WorkersCommand extends Group {}
