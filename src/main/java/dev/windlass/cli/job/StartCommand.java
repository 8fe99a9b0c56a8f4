package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "start",
    description = "Starts batch jobs, from the beginning or only what did not succeed.",
    footer = {
      "%nExamples:",
      "  windlass start 42",
      "  windlass start 42 --only failed --jobs-per-second 50"
    })
public final class StartCommand extends DirectiveCommand {
  @Option(
      names = "--only",
      paramLabel = "failed",
      description = "Only `failed`: what completed without failures is kept and not run again.")
  private String only;

  @Option(
      names = "--jobs-per-second",
      paramLabel = "N",
      description = "How many sub-jobs begin per second, at most.")
  private Double jobsPerSecond;

  @Override
  ObjectNode directive() {
    ObjectNode directive = directive("start");
    if (only != null) {
      directive.put("only", only);
    }
    if (jobsPerSecond != null) {
      directive.put("jobsPerSecond", jobsPerSecond);
    }
    return directive;
  }

  @Override
  String deed() {
    return null;
  }
}
