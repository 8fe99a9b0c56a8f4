package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ApiProblem;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.follow.Standing;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Output;
import java.util.ArrayList;
import java.util.List;

/** How a batch job ended, and why where it did not end well. */
final class Outcome {
  private static final int REASONS = 5;

  private final Api api;
  private final Output out;

  Outcome(Api api, Output out) {
    this.api = api;
    this.out = out;
  }

  ExitCode tell(Answer job) throws InterruptedException {
    Standing standing = Standing.of(job.json());
    if (!standing.ended()) {
      String id = job.json().path("id").asText();
      out.note(
          "The time is over and batch job %s is %s. It goes on: windlass watch %s"
              .formatted(id, standing.status(), id));
      return ExitCode.TIMED_OUT;
    }
    List<String> reasons = out.isForPeople() ? reasons(job.json(), standing) : List.of();
    out.print(job, (json, ages) -> lines(json, ages, reasons));
    return standing.well() ? ExitCode.FINE : ExitCode.ENDED_BADLY;
  }

  private static List<String> lines(JsonNode job, Ages ages, List<String> reasons) {
    List<String> lines = new ArrayList<>();
    JsonNode progress = job.path("progress");
    lines.add(
        "Batch job %s %s after %s: %s operations successful, %s failed, of %s."
            .formatted(
                job.path("id").asText(),
                job.path("status").asText(),
                ages.between(job.path("startTime"), job.path("stopTime")),
                progress.path("successful").asText("0"),
                progress.path("failed").asText("0"),
                progress.path("expected").asText(progress.path("done").asText("0"))));
    if (job.hasNonNull("failureReason")) {
      lines.add("  " + job.path("failureReason").asText());
    }
    lines.addAll(reasons);
    return lines;
  }

  private List<String> reasons(JsonNode job, Standing standing) throws InterruptedException {
    if (standing.failed() == 0) {
      return List.of();
    }
    String id = job.path("id").asText();
    List<String> reasons = new ArrayList<>();
    try {
      reasons.addAll(FailureText.reasons(api.get(FailuresCommand.route(id, REASONS)).json()));
    } catch (ApiProblem unknown) {
      reasons.add("  Why can't be told: " + unknown.getMessage());
    }
    reasons.add("`windlass failures %s` tells more of them.".formatted(id));
    reasons.add("`windlass start %s --only failed` runs again what failed.".formatted(id));
    return reasons;
  }
}
