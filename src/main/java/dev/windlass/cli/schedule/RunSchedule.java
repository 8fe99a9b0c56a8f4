package dev.windlass.cli.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Values;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = "Runs a schedule now.",
    footer = {"%nExamples:", "  windlass schedules run nightly -a region=eu"})
public final class RunSchedule extends ClientCommand {
  @Mixin private ScheduleName schedule;

  @Option(
      names = {"-a", "--argument"},
      paramLabel = "NAME=VALUE",
      description = "Instead of what the schedule gives; a value that is JSON is taken as that.")
  private Map<String, String> arguments = new LinkedHashMap<>();

  @Option(
      names = {"-q", "--quiet"},
      description = "Only the batch job's id.")
  private boolean quiet;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    Call run =
        Call.post(schedule.route("runs"), body())
            .header("Idempotency-Key", UUID.randomUUID().toString());
    Answer created = api.send(run);
    if (quiet) {
      out.line(created.json().path("id").asText());
    } else {
      out.print(created, RunSchedule::lines);
    }
    return ExitCode.FINE;
  }

  private ObjectNode body() {
    ObjectNode body = Documents.object();
    arguments.forEach((name, value) -> body.withObject("/arguments").set(name, Values.json(value)));
    return body;
  }

  private static List<String> lines(JsonNode job, Ages ages) {
    String id = job.path("id").asText();
    return List.of("Batch job %s is created; `windlass watch %s` follows it.".formatted(id, id));
  }
}
