package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** What is taken away from a console: its only worker, and then the whole program. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ConsoleRestart extends BeforeConsole {
  @BeforeAll
  static void define() {
    program.define("endless", "\"duration\": \"PT0.1S\"", ", \"iterations\": 0");
  }

  private static JsonNode workers() {
    return program.get("/v1/workers").get("items");
  }

  @Test
  @Order(1)
  void aWorkerIsDrainedAfterAQuestionAndItsWorkWaits() {
    String job = program.run("endless", 2, "");
    program.awaitStatus(job, "running");
    assertThat(workers()).hasSize(1);
    String name = workers().get(0).get("name").asText();
    viewer.open("/workers");
    viewer.button("Drain " + name).click();
    viewer.isAccessible();
    viewer.inDialog("Cancel").click();
    assertThat(workers().get(0).get("draining").asBoolean()).isFalse();

    viewer.button("Drain " + name).click();
    viewer.inDialog("Drain").click();
    awaitNotice(name + " is asked to drain.");
    assertThat(exactly("No worker has spoken")).isVisible();
    assertThat(workers()).isEmpty();
    openJob(job);
    assertThat(text("^2 sub-jobs wait and no worker takes work of")).isVisible();
  }

  /** The worker comes back with its program. */
  @Test
  @Order(2)
  void saysThatItIsDisconnectedAndGoesOnByItself() throws Exception {
    String job = program.run("endless", 2, "");
    openJob(job);
    Locator live = exactly("Live");
    assertThat(live).isVisible();

    program.kill();
    assertThat(text("^Disconnected since")).isVisible();
    assertThat(live).hasCount(0);

    program.begin();
    assertThat(live).isVisible();
    assertThat(text("^Disconnected since")).hasCount(0);
    awaitStatus("running");
    program.direct(job, "{\"directive\": \"stop\"}");
    awaitStatus("stopped");
    hasStayed();
  }
}
