package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Cell;
import dev.windlass.cli.output.Properties;
import java.util.List;

/** A sub-job in full. */
final class SubJobText {
  private SubJobText() {}

  static List<String> lines(JsonNode subJob, Ages ages) {
    Properties text = new Properties();
    text.add("Id", subJob.path("id"));
    text.add("Index", subJob.path("index"));
    text.add("Status", subJob.path("status"));
    text.add("Row", subJob.path("row"));
    text.add("Worker", subJob.path("worker"));
    text.add("First told", ages.said(subJob.path("firstTime")));
    text.add("Last told", ages.said(subJob.path("lastTime")));
    text.add("Operations", subJob.path("operationsDone"));
    text.add("Failures", subJob.path("failures"));
    text.add("Result", subJob.path("result").path("output"));
    int number = 1;
    for (JsonNode failure : subJob.path("lastFailures")) {
      text.add("Failure " + number++, failure(failure, ages));
    }
    return text.lines();
  }

  private static String failure(JsonNode failure, Ages ages) {
    return "%s, case %s, iteration %s, tried %s times: %s"
        .formatted(
            ages.said(failure.path("time")),
            Cell.of(failure.path("caseId")),
            failure.path("iteration").asText(),
            failure.path("tries").asText(),
            Cell.of(failure.path("error")));
  }
}
