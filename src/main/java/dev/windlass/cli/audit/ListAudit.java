package dev.windlass.cli.audit;

import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Paging;
import dev.windlass.cli.command.Past;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists who changed what, the newest first.",
    footer = {
      "%nExamples:",
      "  windlass audit list --action definition --from 24h",
      "  windlass audit list -n maps --actor ana -o json"
    })
public final class ListAudit extends ClientCommand {
  private static final Table TABLE =
      Table.of(
          Column.age("AGE", "/at"),
          Column.of("NAMESPACE", "/namespace"),
          Column.number("POSITION", "/position"),
          Column.of("ACTOR", "/actor"),
          Column.of("ORIGIN", "/origin"),
          Column.of("ACTION", "/action"),
          Column.of("SUBJECT", "/subject"),
          Column.of("OUTCOME", "/outcome"),
          Column.of("DETAIL", "/detail"));

  @Mixin private Paging paging;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Of one namespace; * for what belongs to no single one.")
  private String namespace;

  @Option(names = "--actor", paramLabel = "NAME", description = "Who did it.")
  private String actor;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "Such as definition.delete, or all of a kind: definition.")
  private String action;

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "What it was done to: an id, or namespace/name.")
  private String subject;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Past.class,
      description = "At this instant or later, or since so long: 2h.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Past.class,
      description = "Before this instant, or longer ago: 2h.")
  private Instant to;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Route list =
        Route.of("v1", "audit")
            .with("namespace", namespace)
            .with("actor", actor)
            .with("action", action)
            .with("subject", subject)
            .with("from", from)
            .with("to", to);
    paging.print(api, list, out, TABLE);
    return ExitCode.FINE;
  }
}
