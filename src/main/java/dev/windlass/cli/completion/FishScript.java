package dev.windlass.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion for fish, which picocli has no script for. */
final class FishScript {
  /**
   * Options stand behind the command, so that the words up to the first option are the command and
   * what it is about.
   */
  private static final String HEAD =
      """
      # Completion of %1$s for fish; written by `%1$s completion fish`.
      function __%1$s_words
          set -l words (commandline -opc)
          set -e words[1]
          for word in $words
              string match -q -- '-*' $word; and break
              echo $word
          end
      end

      # The command is this one and needs another word.
      function __%1$s_at
          set -l words (__%1$s_words)
          test "$words" = "$argv"
      end

      # The command is this one, whatever follows.
      function __%1$s_in
          set -l words (__%1$s_words)
          set -l many (count $argv)
          test (count $words) -ge $many; and test "$words[1..$many]" = "$argv"
      end

      complete -c %1$s -f
      """;

  private final StringBuilder script = new StringBuilder();
  private final String program;

  private FishScript(String program) {
    this.program = program;
  }

  static String of(CommandSpec root) {
    FishScript fish = new FishScript(root.name());
    fish.script.append(HEAD.formatted(root.name()));
    fish.add(root, List.of());
    return fish.script.toString();
  }

  private void add(CommandSpec command, List<String> path) {
    command
        .subcommands()
        .forEach((name, line) -> complete("at", path, "-a " + name, first(line.getCommandSpec())));
    command.options().stream().filter(o -> !o.hidden()).forEach(option -> add(option, path));
    command.positionalParameters().forEach(parameter -> add(parameter, path));
    command.subcommands().forEach((name, line) -> add(line.getCommandSpec(), and(path, name)));
  }

  /** The root's own options only before any command: `windlass list --data` is nothing. */
  private void add(OptionSpec option, List<String> path) {
    StringBuilder words = new StringBuilder();
    for (String name : option.names()) {
      words.append(name.startsWith("--") ? "-l " : "-s ").append(name.replaceFirst("^-+", ""));
      words.append(' ');
    }
    if (option.arity().max() > 0) {
      words.append("-r ").append(values(option));
    }
    String help = option.description().length == 0 ? "" : option.description()[0];
    complete(path.isEmpty() ? "at" : "in", path, words.toString().strip(), help);
  }

  private void add(PositionalParamSpec parameter, List<String> path) {
    if (parameter.completionCandidates() != null) {
      String words = String.join(" ", candidates(parameter.completionCandidates()));
      complete("at", path, "-a '" + words + "'", "");
    } else if (isFile(parameter.type())) {
      complete("in", path, "-F", "");
    }
  }

  private static String values(OptionSpec option) {
    if (option.completionCandidates() != null) {
      return "-a '" + String.join(" ", candidates(option.completionCandidates())) + "'";
    }
    return isFile(option.type()) || isFile(option.auxiliaryTypes()[0]) ? "-F" : "";
  }

  private void complete(String place, List<String> path, String words, String help) {
    String condition =
        "__%s_%s %s".formatted(program, place, String.join(" ", path)).stripTrailing();
    script.append("complete -c %s -n '%s' %s".formatted(program, condition, words));
    script.append(help.isEmpty() ? "\n" : " -d '" + quoted(help) + "'\n");
  }

  private static List<String> candidates(Iterable<String> candidates) {
    return StreamSupport.stream(candidates.spliterator(), false).toList();
  }

  private static boolean isFile(Class<?> type) {
    return type == java.nio.file.Path.class;
  }

  private static String first(CommandSpec command) {
    String[] description = command.usageMessage().description();
    return description.length == 0 ? "" : description[0];
  }

  private static List<String> and(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  /** As the help has it, but for the placeholders. */
  private static String quoted(String text) {
    return text.replaceAll("\\s*\\(\\$\\{[^}]*}\\)", "")
        .replaceAll("\\$\\{[^}]*}", "")
        .replace("\\", "\\\\")
        .replace("'", "\\'")
        .strip();
  }
}
