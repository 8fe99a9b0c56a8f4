package dev.windlass.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A word that needs another one behind it, such as {@code definitions list}. */
@Command(synopsisSubcommandLabel = "COMMAND")
public abstract class Group {
  @Mixin private HelpOption help;
}
