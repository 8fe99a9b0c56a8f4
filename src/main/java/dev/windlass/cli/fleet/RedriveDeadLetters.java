package dev.windlass.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ApiProblem;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.ClientCommand;
import dev.windlass.cli.command.Confirmation;
import dev.windlass.cli.output.Output;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "redrive",
    description = "Sends dead letters again, as they were: those named, or all parked that match.",
    footer = {
      "%nExamples:",
      "  windlass dead-letters redrive dl-0-17",
      "  windlass dead-letters redrive --topic directives --from 2h --dry-run"
    })
public final class RedriveDeadLetters extends ClientCommand {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "Such as dl-0-17.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--again", description = "With ids: also those that were sent again before.")
  private boolean again;

  @Option(names = "--dry-run", description = "With filters: says which, and does nothing.")
  private boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "With filters: how many at most, the oldest first (${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private LetterFilters filters;
  @Mixin private Confirmation confirmation;

  @Override
  protected void check() {
    boolean filtered = !filters.body().isEmpty();
    if (ids.isEmpty() == !filtered) {
      throw usage("Name dead letters by their ids, or say with filters which; not both.");
    }
  }

  @Override
  protected ExitCode run(Api api, Output out) throws InterruptedException {
    if (ids.isEmpty()) {
      return matching(api, out);
    }
    ExitCode code = ExitCode.FINE;
    for (String id : ids) {
      code = code.and(one(api, out, id));
    }
    return code;
  }

  private ExitCode one(Api api, Output out, String id) throws InterruptedException {
    Route route = Route.of("v1", "dead-letters", id, "redrive").with("again", again);
    try {
      Answer answer = api.send(Call.post(route, Documents.object()));
      out.print(answer, (json, ages) -> List.of(id + " is sent again."));
      return ExitCode.FINE;
    } catch (ApiProblem problem) {
      out.note(id + ": " + problem.getMessage());
      return problem.code();
    }
  }

  private ExitCode matching(Api api, Output out) throws InterruptedException {
    ObjectNode body = filters.body().put("limit", limit);
    Route route = Route.of("v1", "dead-letters", "redrive");
    JsonNode preview = api.send(Call.post(route, body.deepCopy().put("dryRun", true))).json();
    if (!dryRun) {
      confirmation.require(
          out, "Sends %s dead letters again.".formatted(preview.path("matched").asText()));
    }
    Answer done = dryRun ? Answer.of(preview) : api.send(Call.post(route, body));
    out.print(done, RedriveText::lines);
    return done.json().path("refused").asInt() == 0 || dryRun ? ExitCode.FINE : ExitCode.REFUSED;
  }
}
