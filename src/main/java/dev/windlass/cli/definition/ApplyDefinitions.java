package dev.windlass.cli.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.Applied;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Reference;
import dev.windlass.cli.output.Output;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "apply",
    description = {
      "Stores the definitions of files where they differ from what the server has.",
      "A file is YAML or JSON, and may hold several documents."
    },
    footer = {"%nExamples:", "  windlass definitions apply -f geocode.yaml --dry-run"})
public final class ApplyDefinitions extends ClientCommand {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "The file; - is stdin. May be given several times.")
  private List<Path> files;

  @Option(names = "--dry-run", description = "Says what would be done, and stores nothing.")
  private boolean dryRun;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    for (Path file : files) {
      for (ObjectNode definition : Documents.read(file)) {
        apply(api, out, Reference.of(file.toString(), definition), definition);
      }
    }
    return ExitCode.FINE;
  }

  private void apply(Api api, Output out, Reference name, ObjectNode definition)
      throws InterruptedException {
    Route route = Route.of("v1", "definitions", name.namespace(), name.name());
    Route put = dryRun ? route.with("dryRun", true) : route;
    Applied applied = Applied.put(api, route, put, definition);
    String stored = dryRun ? "would be stored" : "is stored";
    out.print(applied.answer(), (json, ages) -> List.of(applied.said(name.toString(), stored)));
  }
}
