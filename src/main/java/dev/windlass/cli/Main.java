package dev.windlass.cli;

import dev.windlass.cli.client.ExitCode;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.LinkedHashMap;
import java.util.Map;
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
    CommandLine line =
        new CommandLine(new WindlassCommand())
            .setExecutionExceptionHandler(new FailureReport())
            .setParameterExceptionHandler(new UsageReport())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false)
            .setUsageHelpAutoWidth(true);
    line.getCommandSpec().usageMessage().exitCodeList(exitCodes());
    return line;
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put("  " + code.code(), code.meaning());
    }
    return codes;
  }
}
