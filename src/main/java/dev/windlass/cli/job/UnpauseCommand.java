package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.command.Durations;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "unpause",
    description = "Lets paused batch jobs go on where they were.",
    footer = {
      "%nExamples:",
      "  windlass unpause 42",
      "  windlass unpause 42 --jobs-per-second 50 --ramp 1m"
    })
public final class UnpauseCommand extends DirectiveCommand {
  @Option(
      names = "--jobs-per-second",
      paramLabel = "N",
      description = "How many sub-jobs begin per second, at most.")
  private Double jobsPerSecond;

  @Option(
      names = "--ramp",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long the rate takes to rise to that.")
  private Duration ramp;

  @Override
  ObjectNode directive() {
    ObjectNode directive = directive("unpause");
    if (jobsPerSecond != null) {
      directive.put("jobsPerSecond", jobsPerSecond);
    }
    return ramp == null ? directive : directive.put("ramp", ramp.toString());
  }

  @Override
  String deed() {
    return null;
  }
}
