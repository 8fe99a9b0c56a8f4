package dev.windlass.cli;

import java.util.Set;

/** The commands of the program, for tests of what starts it. */
public final class CommandNames {
  private CommandNames() {}

  public static Set<String> all() {
    return Main.commandLine().getSubcommands().keySet();
  }
}
