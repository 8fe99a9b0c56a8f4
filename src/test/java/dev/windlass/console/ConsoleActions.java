package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import dev.windlass.console.Viewer.Look;
import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody does besides directing batch jobs, and that the API answers the same. */
@Timeout(180)
abstract class ConsoleActions extends BeforeConsole {
  private static final String SCHEDULE =
      """
      {
        "name": "yearly",
        "cron": "0 0 1 1 *",
        "timeZone": "Europe/Berlin",
        "description": "Once a year",
        "batchJob": {"definition": "default/scheduled", "subJobs": 3, "labels": {"team": "maps"}}
      }""";

  /** What a pause is to change. */
  private static final List<String> OF_A_PAUSE =
      List.of("paused", "nextFireTime", "version", "updatedTime");

  @Test
  void theThemeIsTheSystemsLightOrDarkAndKept() {
    viewer.open("/");
    assertThat(viewer.button("Theme: system")).isVisible();
    String light = ground();
    viewer.look(Look.DARK);
    String dark = ground();
    assertThat(dark).isNotEqualTo(light);
    viewer.button("Theme: system").click();
    assertThat(viewer.button("Theme: light")).isVisible();
    assertThat(ground()).isEqualTo(light);
    viewer.look(Look.LIGHT);
    viewer.button("Theme: light").click();
    assertThat(viewer.button("Theme: dark")).isVisible();
    assertThat(ground()).isEqualTo(dark);
    viewer.isAccessible();
    viewer.page().reload();
    assertThat(viewer.button("Theme: dark")).isVisible();
    assertThat(ground()).isEqualTo(dark);
    viewer.button("Theme: dark").click();
    assertThat(viewer.button("Theme: system")).isVisible();
    assertThat(ground()).isEqualTo(light);
  }

  private String ground() {
    return (String) viewer.page().evaluate("getComputedStyle(document.body).backgroundColor");
  }

  @Test
  void aScheduleIsWrittenRunPausedUnpausedAndDeleted() {
    program.define("scheduled", "\"duration\": \"PT0.01S\"", "");
    viewer.open("/new-schedule");
    assertThat(text("Nothing wrong with it")).isVisible();
    write("Schedule as JSON", SCHEDULE);
    viewer.button("Save").click();
    assertThat(viewer.heading("Schedule yearly")).isVisible();
    JsonNode stored = schedule();
    runNow();
    pause(stored);
    unpause(stored);
    viewer.button("Delete").click();
    viewer.inDialog("Delete").click();
    awaitNotice("The schedule yearly is deleted.");
    assertThat(exactly("There are no schedules in default")).isVisible();
    assertThat(program.get("/v1/schedules").get("items")).isEmpty();
  }

  private void runNow() {
    viewer.button("Run now").click();
    awaitNotice("Its run is created.");
    assertThat(viewer.page().locator("tbody").getByText("completed")).isVisible();
    String run = program.get("/v1/schedules/yearly/runs").get("items").get(0).get("id").asText();
    assertThat(viewer.page().locator("tbody a[href$='" + run + "']")).isVisible();
    JsonNode job = program.get("/v1/batch-jobs/" + run);
    assertThat(job.get("labels").get("team").asText()).isEqualTo("maps");
    assertThat(job.get("subJobsTotal").asInt()).isEqualTo(3);
  }

  private void pause(JsonNode stored) {
    viewer.button("Pause").click();
    awaitNotice("It is paused: nothing fires.");
    assertThat(text("This is what it would fire")).isVisible();
    assertThat(schedule().get("paused").asBoolean()).isTrue();
    assertThat(schedule().get("nextFireTime").isNull()).isTrue();
    assertThat(kept(schedule())).isEqualTo(kept(stored));
  }

  private void unpause(JsonNode stored) {
    viewer.button("Unpause").click();
    awaitNotice("It fires again from now on.");
    assertThat(viewer.button("Pause")).isVisible();
    assertThat(schedule().get("paused").asBoolean()).isFalse();
    assertThat(schedule().get("nextFireTime")).isEqualTo(stored.get("nextFireTime"));
    assertThat(kept(schedule())).isEqualTo(kept(stored));
  }

  private static JsonNode schedule() {
    return program.get("/v1/schedules/yearly");
  }

  private static JsonNode kept(JsonNode schedule) {
    return ((ObjectNode) schedule.deepCopy()).remove(OF_A_PAUSE);
  }

  @Test
  void aDeadLetterIsReadInFullAndSentAgain() {
    String key = UUID.randomUUID().toString();
    String letter = program.poison(key);
    viewer.open("/dead-letters?q=" + key);
    viewer.page().locator("tbody a[href$='/" + letter + "']").click();
    assertThat(viewer.heading("Dead letter " + letter)).isVisible();
    assertThat(exactly(key)).isVisible();
    assertThat(exactly(read(letter).get("reason").asText())).isVisible();

    viewer.button("Send again").click();
    viewer.inDialog("Cancel").click();
    assertThat(read(letter).get("state").asText()).isEqualTo("parked");
    viewer.button("Send again").click();
    viewer.inDialog("Send again").click();
    awaitNotice("It is sent again.");
    assertThat(viewer.button("Send once more")).isVisible();
    assertThat(read(letter).get("redrive").get("times").asInt()).isEqualTo(1);

    String back =
        Await.value(
                "the letter that it became again",
                Duration.ofSeconds(30),
                () -> read(letter).path("parkedAgainAs"),
                JsonNode::isTextual)
            .asText();
    viewer.page().reload();
    viewer.link(back).click();
    assertThat(viewer.heading("Dead letter " + back)).isVisible();
  }

  @Test
  void allDeadLettersThatAFilterFindsAreSentAgainAfterAPreview() {
    String key = UUID.randomUUID().toString();
    String letter = program.poison(key);
    viewer.open("/dead-letters?q=" + key);
    viewer.button("Send all parked again…").click();
    assertThat(viewer.heading("Send 1 record again?")).isVisible();
    viewer.isAccessible();
    viewer.inDialog("Send again").click();
    awaitNotice("1 record sent again, 0 refused.");
    assertThat(read(letter).get("state").asText()).isEqualTo("redriven");
    assertThat(read(letter).get("redrive").get("times").asInt()).isEqualTo(1);
  }

  private static JsonNode read(String letter) {
    return program.get("/v1/dead-letters/" + letter);
  }

  @Test
  void versionsAreComparedLineByLine() {
    program.define("changed", "\"duration\": \"PT0.01S\"", "");
    program.define("changed", "\"duration\": \"PT0.02S\"", ", \"description\": \"Slower\"");
    viewer.open("/definitions/default/changed");
    viewer.button("Compare").click();
    assertThat(viewer.heading("Version 1 to 2")).isVisible();
    Locator difference = viewer.page().getByLabel("The difference");
    assertThat(difference.locator(".gone")).containsText(new String[] {"null", "PT0.01S"});
    assertThat(difference.locator(".new")).containsText(new String[] {"Slower", "PT0.02S"});
    viewer.isAccessible();
  }

  /** Over marked lines Chromium would leave styles; closing the viewer looks for violations. */
  @Test
  void whatIsTypedOverSeveralLinesTakesTheirPlaceAndBreaksNoPolicy() {
    viewer.open("/new-definition");
    assertThat(text("Nothing wrong with it")).isVisible();
    Locator editor = viewer.page().getByLabel("Definition as JSON");
    editor.fill("{\n  \"nmae\": \"first\",\n  \"handler\": \"http\"\n}");
    assertThat(text("nmae is not a field here").first()).isVisible();
    editor.press("ControlOrMeta+a");
    viewer.page().keyboard().type("{");
    assertThat(editor).hasText("{");
    editor.press("ControlOrMeta+z");
    assertThat(editor).containsText("\"handler\": \"http\"");
  }
}
