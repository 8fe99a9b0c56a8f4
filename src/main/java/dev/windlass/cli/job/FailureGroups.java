package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ApiProblem;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.client.Route;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why operations failed, those with the same message together, but for the numbers in it. A server
 * that is older than this question is asked for its failed sub-jobs instead, and what they tell is
 * put together here.
 */
final class FailureGroups {
  private static final int LOOKED_AT = 250;
  private static final int SAMPLES = 3;

  private FailureGroups() {}

  static Answer read(Api api, String id, int limit) throws InterruptedException {
    try {
      return api.get(Route.of("v1", "batch-jobs", id, "failures").with("limit", limit));
    } catch (ApiProblem problem) {
      if (!problem.word().equals("no-such-route")) {
        throw problem;
      }
      return Answer.of(ofSubJobs(api, id, limit));
    }
  }

  private static JsonNode ofSubJobs(Api api, String id, int limit) throws InterruptedException {
    JsonNode failed =
        api.get(
                Route.of("v1", "batch-jobs", id, "sub-jobs")
                    .with("status", "failed")
                    .with("results", true)
                    .with("limit", LOOKED_AT))
            .json();
    Map<String, ObjectNode> groups = new LinkedHashMap<>();
    failed.path("items").forEach(subJob -> add(groups, subJob));
    ArrayNode items = Documents.JSON.createArrayNode();
    groups.values().stream()
        .sorted(Comparator.comparing(g -> -g.path("failures").asLong()))
        .limit(limit)
        .forEach(items::add);
    return Documents.object()
        .put("examined", failed.path("items").size())
        .put("complete", !failed.hasNonNull("nextCursor"))
        .set("items", items);
  }

  private static void add(Map<String, ObjectNode> groups, JsonNode subJob) {
    JsonNode last = subJob.path("lastOperation");
    String message = last.path("error").asText("");
    ObjectNode group =
        groups.computeIfAbsent(message.replaceAll("\\d+", "#"), alike -> group(message));
    group.put("failures", group.path("failures").asLong() + 1);
    widen(group, last.path("time").asText());
    if (group.path("samples").size() < SAMPLES) {
      ((ArrayNode) group.path("samples")).add(sample(subJob, last));
    }
  }

  private static ObjectNode group(String message) {
    ObjectNode group = Documents.object().put("message", message).put("failures", 0);
    return group.set("samples", Documents.JSON.createArrayNode());
  }

  /** Times of the API are of one length, so that the earlier is the lesser text. */
  private static void widen(ObjectNode group, String time) {
    List<String> times =
        List.of(time, group.path("firstTime").asText(time), group.path("lastTime").asText(time));
    group.put("firstTime", times.stream().min(Comparator.naturalOrder()).orElse(time));
    group.put("lastTime", times.stream().max(Comparator.naturalOrder()).orElse(time));
  }

  private static ObjectNode sample(JsonNode subJob, JsonNode last) {
    ObjectNode sample = Documents.object();
    sample.set("subJobId", subJob.path("id"));
    sample.set("index", subJob.path("index"));
    for (String field : List.of("time", "caseId", "iteration", "error")) {
      sample.set(field, last.path(field));
    }
    return sample;
  }
}
