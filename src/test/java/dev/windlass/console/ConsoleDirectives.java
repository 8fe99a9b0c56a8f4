package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody does to batch jobs: every directive, and its outcome seen without a reload. */
@Timeout(180)
abstract class ConsoleDirectives extends BeforeConsole {
  @BeforeAll
  static void define() {
    program.define("endless", "\"duration\": \"PT0.1S\"", ", \"iterations\": 0");
    program.define(
        "half",
        "\"duration\": \"PT0.01S\", \"failureRate\": 0.5, \"seed\": 3",
        ", \"failuresToIgnore\": 0");
  }

  @AfterEach
  void stopEach() {
    program.stopAll();
  }

  @Test
  void everyDirectiveFromTheFirstStartToTheEnd() {
    String job = program.run("endless", 4, ", \"start\": false");
    openJob(job);
    awaitStatus("created");
    viewer.button("Start").click();
    awaitStatus("running");
    viewer.button("Pause").click();
    awaitStatus("paused");
    viewer.button("Unpause").click();
    awaitStatus("running");
    viewer.button("Stop").click();
    viewer.isAccessible();
    viewer.inDialog("Stop").click();
    awaitStatus("stopped");
    viewer.button("Start again").click();
    viewer.inDialog("Start again").click();
    awaitStatus("running");
    viewer.button("Delete").click();
    viewer.inDialog("Delete").click();
    awaitStatus("deleted");
    hasStayed();
  }

  @Test
  void progressIsSeenWhileItIsMade() {
    openJob(program.run("endless", 2, ""));
    Locator done = viewer.page().getByText(Pattern.compile("^\\d+\\s+operations$"));
    String before = done.textContent();
    assertThat(done).not().hasText(before);
    hasStayed();
  }

  @Test
  void whatIsNotPossibleSaysWhyAndSendsNothing() {
    String job = program.run("endless", 2, "");
    program.awaitStatus(job, "running");
    openJob(job);
    awaitStatus("running");
    Locator unpause =
        viewer
            .page()
            .getByRole(AriaRole.BUTTON)
            .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*Unpause")));
    assertThat(unpause).hasAttribute("aria-disabled", "true");
    unpause.click(new Locator.ClickOptions().setForce(true));
    assertThat(viewer.page().getByText(Pattern.compile("^Unpause: .*running"))).isVisible();
    assertThat(program.get("/v1/batch-jobs/" + job + "/directives").get("items")).hasSize(1);
  }

  @Test
  void aRateIsSetByAnUnpauseWithOptions() {
    String job = program.run("endless", 4, "");
    program.awaitStatus(job, "running");
    program.direct(job, "{\"directive\": \"pause\"}");
    program.awaitStatus(job, "paused");
    openJob(job);
    viewer.button("With options…").click();
    viewer.page().getByLabel("Unpause", new Page.GetByLabelOptions().setExact(true)).check();
    viewer.page().locator("#pace-unpause").fill("2");
    viewer.inDialog("Send").click();
    awaitStatus("running");
    assertThat(
            viewer
                .page()
                .locator("dd")
                .filter(new Locator.FilterOptions().setHasText("2 (set by a start")))
        .isVisible();
  }

  @Test
  void aPauseMayEndByItself() {
    String job = program.run("endless", 2, "");
    program.awaitStatus(job, "running");
    openJob(job);
    viewer.button("With options…").click();
    viewer.page().getByLabel("Pause until (your time)").fill("2036-07-01T12:30:05");
    viewer.inDialog("Send").click();
    awaitStatus("paused");
    assertThat(text("^It is paused until 1 Jul 2036, 12:30:05, or the directive unpause"))
        .isVisible();
    JsonNode waitingFor = program.get("/v1/batch-jobs/" + job).get("waitingFor");
    assertThat(waitingFor.get("until").asText()).isEqualTo("2036-07-01T10:30:05.000Z");
  }

  @Test
  void whatHasEndedSaysHowAndAsksNothing() {
    String job = program.run("half", 60, ", \"maxConcurrent\": 20");
    program.awaitStatus(job, "failed");
    openJob(job);
    assertThat(viewer.heading("How it ended")).isVisible();
    assertThat(text("Why is it not faster|Why does it wait|slots busy")).hasCount(0);
    assertThat(viewer.page().locator("dt:has-text('maxConcurrent') + dd")).hasText("20");
  }

  @Test
  void aStopMayKeepWhatIsDone() {
    String job = program.run("endless", 2, "");
    program.awaitStatus(job, "running");
    openJob(job);
    assertThat(text("^[1-9]\\d*\\s+operations$")).isVisible();
    viewer.button("Stop").click();
    viewer.page().getByLabel("Keep counts and results of what has ended").check();
    viewer.inDialog("Stop").click();
    awaitStatus("stopped");
    assertThat(program.get("/v1/batch-jobs/" + job).get("progress").get("done").asLong())
        .isPositive();
  }

  @Test
  void whatFailedRunsAgain() {
    String job = program.run("half", 60, "");
    program.awaitStatus(job, "failed");
    openJob(job);
    assertThat(viewer.page().getByText(Pattern.compile("^\\d+ ×$")).first()).isVisible();
    viewer.button("Run again what failed").click();
    assertThat(viewer.page().getByText(Pattern.compile("\\(start 2\\)"))).isVisible();
    hasStayed();
  }

  @Test
  void manyAreDirectedAtOnceAfterALookAtWhichTheyAre() {
    String label = "bulk-" + UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      String job = program.run("endless", 1, ", \"labels\": {\"test\": \"" + label + "\"}");
      program.awaitStatus(job, "running");
    }
    viewer.open("/batch-jobs?label=test%3D" + label);
    viewer.page().getByLabel("Select all on this page").check();
    viewer.page().getByLabel("all that match the filter").check();
    viewer.button("Direct them…").click();
    assertThat(viewer.page().getByText("3 batch jobs").first()).isVisible();
    viewer.inDialog("Pause: 3 batch jobs").click();
    assertThat(viewer.page().getByText(Pattern.compile("3 of 3 directed"))).isVisible();
    assertThat(viewer.page().getByText("done", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    viewer.isAccessible();
  }
}
