package dev.windlass.access;

import static dev.windlass.access.SecuredProgram.keyOf;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What one tenant has, through all front doors; another one tries to get at it. */
final class Tenant {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VOICE_AGENT = "/voice-agent-tester/v1";

  private final SecuredProgram program;
  private final String namespace;
  private final Map<String, String> ids;
  private final Map<String, String> before;

  private Tenant(SecuredProgram program, String namespace, Map<String, String> ids) {
    this.program = program;
    this.namespace = namespace;
    this.ids = ids;
    this.before = seen();
  }

  static Tenant in(SecuredProgram program, String namespace) {
    Maker maker = new Maker(program, namespace);
    maker.definition("secret");
    String batchJob = maker.batchJob();
    String subJob =
        maker.get("/v1/batch-jobs/" + batchJob + "/sub-jobs").at("/items/0/id").asText();
    String testCase = maker.made(VOICE_AGENT + "/case", testCase(namespace)).path("id").asText();
    String worker =
        maker.made(VOICE_AGENT + "/worker", worker(namespace, testCase)).path("id").asText();
    String voiceJob =
        maker.made(VOICE_AGENT + "/worker/" + worker + "/batchJob", "").path("id").asText();
    String scheduled =
        maker
            .made(
                "/scheduled-jobs",
                "{\"name\":\"secret-job\",\"type\":\"INTERNAL\",\"taskImplFqn\":\"secret\","
                    + "\"repeatSchedule\":\"ONDEMAND\"}")
            .path("id")
            .asText();
    maker.made(
        "/v1/schedules",
        "{\"namespace\":\"%s\",\"name\":\"secret-plan\",\"cron\":\"0 0 1 1 *\",\"batchJob\":{\"definition\":\"%s/secret\"}}"
            .formatted(namespace, namespace));
    return new Tenant(
        program,
        namespace,
        Map.ofEntries(
            entry("batchJob", batchJob),
            entry("number", maker.get("/v1/batch-jobs/" + batchJob).path("number").asText()),
            entry("subJob", subJob),
            entry("input", maker.input()),
            entry("bulk", maker.bulk(batchJob)),
            entry("key", maker.key()),
            entry("case", testCase),
            entry("worker", worker),
            entry("voiceJob", voiceJob),
            entry("scheduled", scheduled)));
  }

  /** A new one that has not begun. */
  static String batchJob(SecuredProgram program, String namespace) {
    Maker maker = new Maker(program, namespace);
    maker.definition("own");
    return maker
        .made(
            "/v1/batch-jobs",
            "{\"definition\":\"%s/own\",\"subJobs\":3,\"start\":false}".formatted(namespace))
        .path("id")
        .asText();
  }

  String batchJob() {
    return ids.get("batchJob");
  }

  /** The route with what this tenant has in the place of its parameters. */
  List<String> addresses(Route route) {
    String path =
        route
            .path()
            .replace("{namespace}", namespace)
            .replace("{version}", "1")
            .replace("{tm}", namespace)
            .replace("{job}", batchJob())
            .replace("{type}", "secret")
            .replace("{run}", ids.get("number"))
            .replace("{page}", "0")
            .replace("{index}", "0")
            .replace("{verb}", "stop")
            .replace("{service}", "XLocate")
            .replace("{operation}", "deleteJob")
            .replace("{worker}", ids.get("worker"))
            .replace("{subJob}", ids.get("subJob"))
            .replace("{name}", path(route).startsWith("/v1/schedules") ? "secret-plan" : "secret")
            .replace("{id}", id(route))
            .replaceAll("\\{[^}]*}", "x");
    return Stream.of(path, path + "?namespace=" + namespace, path + "?q=secret&definition=secret")
        .toList();
  }

  /** What would do some harm, or tell something. */
  String body(Route route) {
    if (route.mediaType() == null) {
      return null;
    }
    if (route.mediaType().equals("text/csv")) {
      return "a\n1\n";
    }
    return switch (path(route)) {
      case "/v1/definitions", "/v1/definitions/{namespace}/{name}" ->
          Maker.definition(namespace, "secret");
      case "/v1/batch-jobs" -> "{\"definition\":\"%s/secret\",\"subJobs\":1}".formatted(namespace);
      case "/v1/batch-jobs/{id}/directives" -> "{\"directive\":\"stop\"}";
      case "/v1/bulk-directives" ->
          "{\"directive\":\"delete\",\"selector\":{\"ids\":[\"%s\"]}}".formatted(batchJob());
      case "/v1/schedules" ->
          "{\"namespace\":\"theirs\",\"name\":\"steal\",\"cron\":\"* * * * *\",\"batchJob\":{\"definition\":\"%s/secret\"}}"
              .formatted(namespace);
      case "/v1/api-keys" ->
          "{\"name\":\"steal\",\"role\":\"viewer\",\"namespaces\":[\"%s\"]}".formatted(namespace);
      case VOICE_AGENT + "/case", VOICE_AGENT + "/case/{id}" -> testCase(namespace);
      case VOICE_AGENT + "/worker", VOICE_AGENT + "/worker/{id}" ->
          worker(namespace, ids.get("case"));
      case "/scheduled-jobs", "/scheduled-jobs/{id}" ->
          "{\"name\":\"steal\",\"type\":\"INTERNAL\",\"taskImplFqn\":\"secret\",\"repeatSchedule\":\"ONDEMAND\"}";
      case "/topicmaps/{tm}/jobs", "/web3/topicmaps/{tm}/jobs" -> "<Job Type='secret'/>";
      default -> "{\"id\":\"%s\"}".formatted(batchJob());
    };
  }

  boolean isToldOf(String body) {
    String compact = body.replace("-", "");
    return body.contains("secret")
        || ids.values().stream()
            .filter(id -> id.length() > 10)
            .anyMatch(id -> compact.contains(id.replace("-", "")));
  }

  boolean isNamedIn(String address) {
    String path = address.replaceAll("\\?.*", "");
    return isToldOf(path) || path.contains(namespace) || address.contains("namespace=" + namespace);
  }

  void requireUntouched() {
    assertThat(seen()).isEqualTo(before);
  }

  /** All of it as its owner reads it, without what changes by itself. */
  private Map<String, String> seen() {
    Maker maker = new Maker(program, namespace);
    Map<String, String> seen = new java.util.LinkedHashMap<>();
    JsonNode job = maker.get("/v1/batch-jobs/" + batchJob());
    seen.put("batch job", job.path("status").asText() + job.path("epoch") + job.path("settings"));
    for (String path :
        List.of(
            "/v1/definitions/" + namespace + "/secret",
            "/v1/schedules?namespace=" + namespace,
            "/v1/inputs/" + ids.get("input"),
            "/v1/api-keys/" + ids.get("key"),
            VOICE_AGENT + "/case?namespace=" + namespace,
            "/scheduled-jobs/" + ids.get("scheduled"))) {
      seen.put(path, maker.get(path).toString());
    }
    seen.put(
        "directives",
        "" + maker.get("/v1/batch-jobs/" + batchJob() + "/directives").path("items").size());
    return seen;
  }

  private String id(Route route) {
    String path = path(route);
    Map<String, String> byPrefix =
        Map.ofEntries(
            entry("/v1/batch-jobs", "batchJob"),
            entry("/v1/inputs", "input"),
            entry("/internal/inputs", "input"),
            entry("/v1/bulk-directives", "bulk"),
            entry("/v1/api-keys", "key"),
            entry(VOICE_AGENT + "/case", "case"),
            entry(VOICE_AGENT + "/worker/{worker}", "voiceJob"),
            entry("/scheduled-jobs", "scheduled"),
            entry("/systemtools", "number"));
    return byPrefix.entrySet().stream()
        .filter(prefix -> path.startsWith(prefix.getKey()))
        .map(prefix -> ids.get(prefix.getValue()))
        .findFirst()
        .orElse(path.startsWith(VOICE_AGENT + "/worker") ? ids.get("worker") : "x");
  }

  private static String path(Route route) {
    return route.path();
  }

  private static String testCase(String namespace) {
    return """
        {"namespace": "%s", "name": "secret-case", "description": "Says hello", "turns": [
          {"receive": {"type": "substring", "value": "Hi"},
           "send": {"type": "string", "value": "Hello"}}]}"""
        .formatted(namespace);
  }

  private static String worker(String namespace, String testCase) {
    return """
        {"namespace": "%s", "name": "secret-worker", "description": "Calls", "iterations": 1,
         "failuresToIgnore": 0, "callDefinition": {"to": "sip:agent", "from": "sip:tester"},
         "cases": [{"caseId": "%s"}]}"""
        .formatted(namespace, testCase);
  }

  /** Makes things with the tenant's own key. */
  private record Maker(SecuredProgram program, String namespace) {
    static String definition(String namespace, String name) {
      return "{\"namespace\":\"%s\",\"name\":\"%s\",\"handler\":\"simulate\",\"parameters\":{\"duration\":\"PT0.01S\"},\"cases\":[{\"id\":\"a\"}]}"
          .formatted(namespace, name);
    }

    void definition(String name) {
      HttpResponse<String> answer =
          ask("PUT", "/v1/definitions/" + namespace + "/" + name, definition(namespace, name));
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    String batchJob() {
      return made(
              "/v1/batch-jobs",
              "{\"definition\":\"%s/secret\",\"subJobs\":3,\"start\":false}".formatted(namespace))
          .path("id")
          .asText();
    }

    String input() {
      HttpResponse<String> answer =
          program.request(
              "POST", "/v1/inputs?namespace=" + namespace, keyOf(namespace), "text/csv", "a\n1\n");
      return json(answer).path("id").asText();
    }

    String bulk(String batchJob) {
      return made(
              "/v1/bulk-directives",
              "{\"directive\":\"pause\",\"selector\":{\"ids\":[\"%s\"]}}".formatted(batchJob))
          .path("id")
          .asText();
    }

    String key() {
      return made(
              "/v1/api-keys",
              "{\"name\":\"secret-key\",\"role\":\"viewer\",\"namespaces\":[\"%s\"]}"
                  .formatted(namespace))
          .path("id")
          .asText();
    }

    JsonNode made(String path, String body) {
      return json(ask("POST", path, body));
    }

    JsonNode get(String path) {
      return json(ask("GET", path, null));
    }

    private HttpResponse<String> ask(String verb, String path, String body) {
      return program.request(verb, path, keyOf(namespace), "application/json", body);
    }

    private static JsonNode json(HttpResponse<String> answer) {
      assertThat(answer.statusCode()).as(answer.uri() + ": " + answer.body()).isBetween(200, 202);
      try {
        return JSON.readTree(answer.body());
      } catch (IOException e) {
        throw new AssertionError(answer.body(), e);
      }
    }
  }
}
