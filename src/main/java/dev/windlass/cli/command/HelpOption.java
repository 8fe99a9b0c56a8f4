package dev.windlass.cli.command;

import picocli.CommandLine.Option;

/** Every command explains itself; only the program has a version. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
