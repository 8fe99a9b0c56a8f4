package dev.windlass.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command there is, as the parser has it. */
final class Commands {
  /** Said once for all of them. */
  private static final Set<String> COMMON =
      Set.of("--server", "--profile", "--output", "--utc", "--help");

  private Commands() {}

  /** Those that do something, with the words that call them. */
  static List<CommandSpec> all() {
    return below(Main.commandLine()).map(CommandLine::getCommandSpec).toList();
  }

  private static Stream<CommandLine> below(CommandLine line) {
    return line.getSubcommands().values().stream()
        .flatMap(sub -> sub.getSubcommands().isEmpty() ? Stream.of(sub) : below(sub));
  }

  /** Of a shell: up to what it does with the output. */
  static List<String> examples(CommandSpec command) {
    return Arrays.stream(command.usageMessage().footer())
        .filter(line -> line.startsWith("  windlass "))
        .map(String::strip)
        .toList();
  }

  static List<OptionSpec> ownOptions(CommandSpec command) {
    return command.options().stream()
        .filter(o -> !COMMON.contains(o.longestName()) && !o.versionHelp())
        .toList();
  }
}
