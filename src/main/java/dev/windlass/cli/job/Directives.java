package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ApiProblem;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Output;
import java.time.Duration;
import java.util.List;

/** Sends a directive to one batch job after the other; one that is refused stops no other. */
final class Directives {
  private final Api api;
  private final Output out;
  private final Duration timeout;

  /**
   * @param timeout how long each answer may be held until the directive is applied
   */
  Directives(Api api, Output out, Duration timeout) {
    this.api = api;
    this.out = out;
    this.timeout = timeout;
  }

  /** The code of the first that did not go well. */
  ExitCode send(List<String> ids, ObjectNode directive) throws InterruptedException {
    ExitCode code = ExitCode.FINE;
    for (String id : ids) {
      code = code.and(send(id, directive));
    }
    return code;
  }

  private ExitCode send(String id, ObjectNode directive) throws InterruptedException {
    try {
      Answer answer = api.send(call(id, directive));
      out.print(answer, Directives::lines);
      return isApplied(id, answer.json()) ? ExitCode.FINE : ExitCode.TIMED_OUT;
    } catch (ApiProblem problem) {
      out.note(id + ": " + problem.getMessage());
      return problem.code();
    }
  }

  /** And seen: a `watch` that follows must not take the end before a start for the end after it. */
  private boolean isApplied(String id, JsonNode directive) throws InterruptedException {
    boolean applied = directive.path("state").asText().equals("applied");
    if (applied && directive.hasNonNull("token")) {
      await(id, directive.path("token").asText());
    }
    return applied;
  }

  private void await(String id, String token) throws InterruptedException {
    try {
      api.get(Route.of("v1", "batch-jobs", id).with("subJobs", 0).with("after", token));
    } catch (ApiProblem unseen) {
      out.note(id + ": applied, but not seen yet: " + unseen.getMessage());
    }
  }

  private Call call(String id, ObjectNode directive) {
    Route route = Route.of("v1", "batch-jobs", id, "directives").with("wait", timeout);
    return Call.post(route, directive).longerBy(timeout);
  }

  private static List<String> lines(JsonNode directive, Ages ages) {
    String state = directive.path("state").asText();
    return List.of(
        "%s: %s %s%s"
            .formatted(
                directive.path("batchJobId").asText(),
                directive.path("directive").asText(),
                state,
                state.equals("applied") ? "" : ", and not applied in time; it still will be"));
  }
}
