package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.command.Durations;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "pause",
    description = "Pauses batch jobs: each running operation ends, and no other begins.",
    footer = {
      "%nExamples:",
      "  windlass pause 42 --for 2h",
      "  windlass pause --status running -l team=maps --yes"
    })
public final class PauseCommand extends DirectiveCommand {
  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description = "When it ends by itself: 2026-12-01T06:00:00Z.")
  private Instant until;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long until it ends by itself: 2h.")
  private Duration time;

  @Override
  protected void check() {
    super.check();
    if (until != null && time != null) {
      throw usage("--until and --for both say when it ends: one of them is enough.");
    }
  }

  @Override
  ObjectNode directive() {
    ObjectNode directive = directive("pause");
    Instant end = time == null ? until : Instant.now().plus(time);
    return end == null ? directive : directive.put("until", end.toString());
  }

  @Override
  String deed() {
    return null;
  }
}
