package dev.windlass.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.output.Output;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "drain",
    description = "Lets workers finish what they have and leave.",
    footer = {"%nExamples:", "  windlass workers drain worker-1"})
public final class DrainWorkers extends ClientCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "WORKER",
      description = "Its id, the beginning of it, or its name.")
  private List<String> names;

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    JsonNode workers = api.get(Route.of("v1", "workers")).json().path("items");
    List<String> ids = names.stream().map(name -> id(workers, name)).toList();
    for (String id : ids) {
      Answer answer =
          api.send(Call.post(Route.of("v1", "workers", id, "drain"), Documents.object()));
      out.print(answer, (json, ages) -> List.of(id + " drains."));
    }
    return ExitCode.FINE;
  }

  /**
   * A name may be one of several lives of a worker, of which only the last is meant to be there.
   */
  static String id(JsonNode workers, String name) {
    List<String> found = new ArrayList<>();
    for (JsonNode worker : workers) {
      String id = worker.path("id").asText();
      if (id.equals(name)) {
        return id;
      }
      if (id.startsWith(name) || worker.path("name").asText().equals(name)) {
        found.add(id);
      }
    }
    if (found.size() != 1) {
      throw new ClientFailure(
          found.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.USAGE,
          found.isEmpty()
              ? "There is no worker %s; `windlass workers list` shows those that there are."
                  .formatted(name)
              : "%s stands for several workers: %s.".formatted(name, String.join(", ", found)));
    }
    return found.getFirst();
  }
}
