package dev.windlass.cli.audit;

import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "heads",
    description = {
      "Shows the hash at the end of each chain.",
      "Kept where the server can't reach it, `audit verify --head` finds with it that an end was cut off or a whole chain written anew."
    },
    footer = {"%nExamples:", "  windlass audit heads", "  windlass audit heads -q > heads.txt"})
public final class AuditHeads extends ClientCommand {
  private static final Table TABLE =
      Table.of(
          Column.of("NAMESPACE", "/namespace"),
          Column.number("POSITION", "/position"),
          Column.of("HASH", "/hash"));

  @Option(
      names = {"-q", "--quiet"},
      description = "Only the hashes, one a line.")
  private boolean quiet;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Answer chains = api.get(Route.of("v1", "audit", "chains"));
    if (quiet) {
      out.values(chains, "/hash");
    } else {
      out.print(chains, TABLE);
    }
    return ExitCode.FINE;
  }
}
