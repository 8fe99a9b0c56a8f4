package dev.windlass.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Where the JVM begins. Quarkus is started by a command, after the servers that it needs. */
@QuarkusMain
public class Main {
  public static void main(String... arguments) {
    quietUntilConfigured();
    System.exit(commandLine().execute(arguments));
  }

  /**
   * Until Quarkus has configured the log it keeps every record of every level; the embedded servers
   * would write thousands. Quarkus sets the level again.
   */
  private static void quietUntilConfigured() {
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  static CommandLine commandLine() {
    return new CommandLine(new WindlassCommand())
        .setExecutionExceptionHandler(new FailureReport())
        .setUsageHelpAutoWidth(true);
  }
}
