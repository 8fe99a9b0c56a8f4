package dev.windlass.cli.output;

import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The options of every command that prints objects. */
public final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); json is what the API answered, as it is.")
  private Format format;

  @Option(names = "--utc", description = "Times as instants in UTC instead of ages.")
  private boolean utc;

  public Output open(PrintWriter out, PrintWriter err) {
    return new Output(format, new Ages(Instant.now(), utc), out, err);
  }
}
