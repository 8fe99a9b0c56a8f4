package dev.windlass.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.access.Parked;
import dev.windlass.access.SecuredProgram;
import dev.windlass.access.UserRole;
import dev.windlass.testkit.Await;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** One of everything in the namespace {@code ours}, and the pages that show it. */
record ConsoleStock(String job, String subJob, String letter) {
  private static final String ADMINISTRATOR = SecuredProgram.key(UserRole.ADMINISTRATOR);

  static ConsoleStock in(SecuredProgram program) throws Exception {
    ask(
        program,
        "PUT",
        "/v1/definitions/ours/greeting",
        """
        {"handler": "simulate", "parameters": {"duration": "PT0.01S"}, "cases": [{"id": "a"}]}""");
    ask(
        program,
        "POST",
        "/v1/schedules",
        """
        {"name": "nightly", "cron": "0 0 1 1 *", "batchJob": {"definition": "ours/greeting"}}""");
    String job =
        ask(
                program,
                "POST",
                "/v1/batch-jobs",
                "{\"definition\": \"ours/greeting\", \"subJobs\": 2, \"start\": false}")
            .path("id")
            .asText();
    String subJob =
        Await.value(
                "its sub-jobs",
                Duration.ofSeconds(30),
                () -> program.request("GET", subJobs(job), ADMINISTRATOR, null, null),
                answer -> answer.statusCode() == 200)
            .body();
    String letter = new Parked(program).letter(job);
    Await.value(
        "the dead letter",
        Duration.ofSeconds(30),
        () -> program.request("GET", "/v1/dead-letters/" + letter, ADMINISTRATOR, null, null),
        answer -> answer.statusCode() == 200);
    return new ConsoleStock(job, json(subJob).at("/items/0/id").asText(), letter);
  }

  /** What whoever reaches some namespaces may open. */
  List<Offer> ofSome() {
    return List.of(
        new Offer(
            "/batch-jobs",
            "Batch jobs",
            List.of("Run a definition", "Select all on this page"),
            List.of()),
        new Offer(
            "/batch-jobs/" + job,
            "About it",
            List.of("Start", "Pause", "Unpause", "Stop", "Delete", "With options…"),
            List.of()),
        new Offer("/batch-jobs/" + job + "/sub-jobs/" + subJob, "Input row", List.of(), List.of()),
        new Offer("/definitions", "Definitions", List.of(), List.of("New definition")),
        new Offer(
            "/definitions/ours/greeting",
            "What runs",
            List.of("Run now…"),
            List.of("Edit", "Delete")),
        new Offer("/schedules?namespace=ours", "Schedules", List.of(), List.of("New schedule")),
        new Offer(
            "/schedules/ours/nightly",
            "Next fires",
            List.of("Run now"),
            List.of("Pause", "Edit", "Delete")));
  }

  /** What tells of all of them. */
  List<Offer> ofAll() {
    return List.of(
        new Offer("/", "Active batch jobs", List.of(), List.of()),
        new Offer("/workers", "Workers", List.of("Drain"), List.of()),
        new Offer("/dead-letters", "Dead letters", List.of("Send all parked again…"), List.of()),
        new Offer("/dead-letters/" + letter, "Value", List.of("Send again"), List.of()));
  }

  private static String subJobs(String job) {
    return "/v1/batch-jobs/" + job + "/sub-jobs";
  }

  private static JsonNode ask(SecuredProgram program, String verb, String path, String body)
      throws Exception {
    HttpResponse<String> answer =
        program.request(verb, path, ADMINISTRATOR, "application/json", body);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isLessThan(300);
    return json(answer.body());
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
