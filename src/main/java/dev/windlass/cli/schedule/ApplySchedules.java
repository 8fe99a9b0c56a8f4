package dev.windlass.cli.schedule;

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
      "Stores the schedules of files where they differ from what the server has.",
      "A file is YAML or JSON, and may hold several documents."
    },
    footer = {"%nExamples:", "  windlass schedules apply -f nightly.yaml"})
public final class ApplySchedules extends ClientCommand {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "The file; - is stdin. May be given several times.")
  private List<Path> files;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    for (Path file : files) {
      for (ObjectNode schedule : Documents.read(file)) {
        apply(api, out, name(file, schedule), schedule);
      }
    }
    return ExitCode.FINE;
  }

  /** It is in the namespace of its definition. */
  private static Reference name(Path file, ObjectNode schedule) {
    String name = Reference.of(file.toString(), schedule).name();
    String definition = schedule.path("batchJob").path("definition").asText();
    return new Reference(Reference.of(definition, Reference.DEFAULT).namespace(), name);
  }

  private static void apply(Api api, Output out, Reference name, ObjectNode schedule)
      throws InterruptedException {
    Route put = Route.of("v1", "schedules", name.name());
    Applied applied = Applied.put(api, ScheduleName.route(name), put, schedule);
    out.print(applied.answer(), (json, ages) -> List.of(applied.said(name.toString())));
  }
}
