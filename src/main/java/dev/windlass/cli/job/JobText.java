package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Cell;
import dev.windlass.cli.output.Output;
import dev.windlass.cli.output.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A batch job in full.
 *
 * @param why the sentence that says why it is no faster; empty where nobody asked
 */
record JobText(String why) implements Output.Text {
  @Override
  public List<String> lines(JsonNode job, Ages ages) {
    Properties text = new Properties();
    text.add("Id", job.path("id"));
    text.add("Number", job.path("number"));
    text.add("Definition", definition(job));
    text.add("Status", job.path("status"));
    text.add("Reason", job.path("failureReason"));
    text.add("Why", why);
    addTimes(text, job, ages);
    addProgress(text, job);
    text.add("Labels", job.path("labels"));
    text.add("Arguments", job.path("arguments"));
    text.add("Input", job.path("input"));
    text.add("Possible", possible(job.path("directives")));
    return text.lines();
  }

  private static String definition(JsonNode job) {
    String name = job.path("definition").asText();
    return job.hasNonNull("definitionVersion")
        ? name + ", version " + job.path("definitionVersion").asText()
        : name;
  }

  private static void addTimes(Properties text, JsonNode job, Ages ages) {
    String by = job.hasNonNull("requestedBy") ? " by " + Cell.of(job.path("requestedBy")) : "";
    text.add("Created", ages.said(job.path("createdTime")) + by);
    text.add("Started", ages.said(job.path("startTime")));
    text.add("Ended", ages.said(job.path("stopTime")));
    if (job.hasNonNull("startTime")) {
      text.add("Took", ages.between(job.path("startTime"), job.path("stopTime")));
    }
  }

  private static void addProgress(Properties text, JsonNode job) {
    JsonNode progress = job.path("progress");
    String percent =
        job.hasNonNull("percentComplete")
            ? " (" + job.path("percentComplete").asText() + " %)"
            : "";
    text.add(
        "Operations",
        "%s%s: %s successful, %s failed"
            .formatted(
                JobTable.done(job),
                percent,
                progress.path("successful").asText("0"),
                progress.path("failed").asText("0")));
    text.add("Sub-jobs", counts(job));
    text.add("Rate", rate(job.path("rate")));
    text.add("At a time", job.path("concurrentJobs"));
    text.add("Begins", pace(job.path("jobsPerSecond")));
    text.add("Failure budget", job.path("failureBudget"));
    text.add("Waits for", job.path("waitingFor"));
  }

  /** Those of which there are any. */
  private static String counts(JsonNode job) {
    List<String> counts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> count : job.path("counts").properties()) {
      if (count.getValue().asLong() > 0) {
        counts.add(count.getValue().asText() + " " + count.getKey());
      }
    }
    return job.path("subJobsTotal").asText() + ": " + String.join(", ", counts);
  }

  private static String rate(JsonNode rate) {
    if (!rate.hasNonNull("perSecond")) {
      return Ages.NONE;
    }
    String left = rate.hasNonNull("etaSeconds") ? ", %s s to go" : "%s";
    return rate.path("perSecond").asText()
        + "/s"
        + left.formatted(rate.path("etaSeconds").asText(""));
  }

  private static String pace(JsonNode perSecond) {
    return perSecond.isNumber() ? "at most " + perSecond.asText() + "/s" : Ages.NONE;
  }

  private static String possible(JsonNode directives) {
    List<String> possible = new ArrayList<>();
    for (JsonNode directive : directives) {
      if (directive.path("possible").asBoolean()) {
        String only = directive.hasNonNull("only") ? " --only failed" : "";
        possible.add(directive.path("directive").asText() + only);
      }
    }
    return possible.isEmpty() ? Ages.NONE : String.join(", ", possible);
  }
}
