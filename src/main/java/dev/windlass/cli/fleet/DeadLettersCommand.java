package dev.windlass.cli.fleet;

import dev.windlass.cli.command.Group;
import picocli.CommandLine.Command;

@Command(
    name = "dead-letters",
    description = "Records that could not be read or applied: lists, shows and sends them again.",
    subcommands = {ListDeadLetters.class, ShowDeadLetter.class, RedriveDeadLetters.class})
public final class DeadLettersCommand extends Group {}
