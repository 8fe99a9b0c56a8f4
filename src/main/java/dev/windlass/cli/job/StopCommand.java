package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    description = "Stops batch jobs: running operations are interrupted, and counts forgotten.",
    footer = {
      "%nExamples:",
      "  windlass stop 42 --keep",
      "  windlass stop --status running -d default/geocode --yes"
    })
public final class StopCommand extends DirectiveCommand {
  @Option(names = "--keep", description = "Keeps the counts and results of what has ended.")
  private boolean keep;

  @Override
  ObjectNode directive() {
    return directive("stop").put("reset", !keep);
  }

  @Override
  String deed() {
    return keep ? null : "Stops, with the loss of its counts and results (--keep keeps them),";
  }
}
