package dev.windlass.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server's answer is no success: its problem document in the words that it has. */
public final class ApiProblem extends ClientFailure {
  /** Of an answer that is no problem document, such as a proxy's page. */
  private static final int SHOWN = 300;

  private final int status;
  private final String word;
  private final Duration retryAfter;

  private ApiProblem(int status, String word, Duration retryAfter, String message) {
    super(ExitCode.ofStatus(status), message);
    this.status = status;
    this.word = word;
    this.retryAfter = retryAfter;
  }

  static ApiProblem of(HttpRequest request, Answer answer) {
    JsonNode problem = answer.jsonOrMissing();
    String text = problem.hasNonNull("title") ? told(problem) : strange(request, answer);
    return new ApiProblem(
        answer.status(),
        problem.path("code").asText(""),
        answer.retryAfter(),
        text + wayIn(request, answer.status()));
  }

  public int status() {
    return status;
  }

  /** From the API's closed list, such as {@code unknown-batch-job}; empty where it said none. */
  public String word() {
    return word;
  }

  /** How long the server asks to wait; a second where it does not say. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** The detail repeats what is wrong with each field, so that one of the two is enough. */
  private static String told(JsonNode problem) {
    String title = problem.path("title").asText();
    if (problem.path("errors").isEmpty()) {
      return title + ": " + problem.path("detail").asText("it says no more");
    }
    List<String> lines = new ArrayList<>(List.of(title + ":"));
    problem.path("errors").forEach(error -> lines.add("  " + told(error.path("field"), error)));
    return String.join("\n", lines);
  }

  private static String told(JsonNode field, JsonNode error) {
    String found = error.hasNonNull("value") ? ", found " + error.get("value") : "";
    return field.asText() + " " + error.path("rule").asText() + found;
  }

  /** The server tells of headers; whoever types commands brings his key otherwise. */
  private static String wayIn(HttpRequest request, int status) {
    return status == 401 && request.headers().firstValue("Authorization").isEmpty()
        ? "\nWINDLASS_TOKEN_FILE names a file with a key, and so can a profile"
            + " (`windlass profiles --help`)."
        : "";
  }

  private static String strange(HttpRequest request, Answer answer) {
    String body = answer.body().strip();
    return "%s %s answered %d%s"
        .formatted(
            request.method(),
            request.uri(),
            answer.status(),
            body.isEmpty()
                ? " and no more"
                : ": " + body.substring(0, Math.min(SHOWN, body.length())));
  }
}
