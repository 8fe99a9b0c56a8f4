package dev.windlass.cli.command;

import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What can't be undone is asked about, and where nobody can be asked it is refused. */
public final class Confirmation {
  @Option(
      names = {"-y", "--yes"},
      description = "Don't ask.")
  private boolean yes;

  /**
   * Returns only with a yes.
   *
   * @param deed such as {@code Deletes 3 batch jobs.}
   */
  public void require(Output out, String deed) {
    if (yes) {
      return;
    }
    if (!Terminal.canBeAsked()) {
      throw new ClientFailure(
          ExitCode.USAGE,
          deed + " That is asked about, and there is no terminal to ask at: add --yes.");
    }
    out.note(deed + " Go on? [y/N]");
    if (!answer().toLowerCase(Locale.ROOT).matches("y|yes")) {
      throw new ClientFailure(ExitCode.INTERRUPTED, "Nothing was done.");
    }
  }

  private static String answer() {
    try {
      String line = new BufferedReader(new InputStreamReader(System.in)).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      return "";
    }
  }
}
