package dev.windlass.worker.handler;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The executable and its arguments, as an operation's parameters give them. */
record CommandLine(List<String> words, Set<Integer> expected) {
  private static final Set<Integer> ZERO = Set.of(0);
  private static final int MOST = 255;

  static CommandLine of(Parameters parameters, Set<Path> allowed) {
    List<String> words = new ArrayList<>();
    words.add(executable(parameters.requiredText("command"), allowed));
    for (Object argument : list(parameters, "arguments")) {
      words.add(word(argument));
    }
    Set<Integer> expected =
        list(parameters, "expectExit").stream().map(CommandLine::exit).collect(Collectors.toSet());
    return new CommandLine(List.copyOf(words), expected.isEmpty() ? ZERO : expected);
  }

  String executable() {
    return words.getFirst();
  }

  private static String executable(String command, Set<Path> allowed) {
    if (allowed.isEmpty()) {
      throw new UnusableParameters(
          "this worker starts no commands: windlass.command.allow is empty");
    }
    if (allowed.stream().map(Path::toString).noneMatch(command::equals)) {
      throw Parameters.unusable("command", command, "one of windlass.command.allow: " + allowed);
    }
    return command;
  }

  private static List<?> list(Parameters parameters, String name) {
    Object value = parameters.value(name).orElse(List.of());
    if (value instanceof List<?> list) {
      return list;
    }
    throw Parameters.unusable(name, value, "a list");
  }

  private static String word(Object argument) {
    boolean plain =
        argument instanceof String || argument instanceof Number || argument instanceof Boolean;
    String word = String.valueOf(argument);
    if (!plain || word.indexOf('\0') >= 0) {
      throw Parameters.unusable("arguments", argument, "a list of texts and numbers");
    }
    return word;
  }

  private static int exit(Object code) {
    try {
      int exit = Integer.parseInt(String.valueOf(code));
      if (exit >= 0 && exit <= MOST) {
        return exit;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw Parameters.unusable("expectExit", code, "a list of exit codes from 0 to " + MOST);
  }
}
