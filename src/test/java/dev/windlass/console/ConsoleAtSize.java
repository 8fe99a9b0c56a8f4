package dev.windlass.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.console.Viewer.Look;
import dev.windlass.testkit.CopiedBatchJobs;
import java.sql.Connection;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside 100,000 batch jobs and one of a million sub-jobs. */
@Timeout(300)
abstract class ConsoleAtSize extends BeforeConsole {
  private static final int BATCH_JOBS = 100_000;
  private static final int SUB_JOBS = 1_000_000;

  /** The quickest of so many, so that a machine that is busy for a moment does not decide. */
  private static final int VISITS = 5;

  private static String million;

  @BeforeAll
  static void fill() throws Exception {
    program.define("no-op", "\"failureRate\": 0.0003, \"seed\": 7", ", \"failuresToIgnore\": 0");
    million = program.run("no-op", SUB_JOBS, "");
    program.awaitStatus(million, "failed");
    try (Connection database = program.database()) {
      CopiedBatchJobs.of(UUID.fromString(million), BATCH_JOBS, database);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/batch-jobs", "/batch-jobs/MILLION", "/batch-jobs?q=copy"})
  void theFirstPaintTakesLessThanASecond(String place) {
    double[] paints =
        DoubleStream.generate(() -> firstPaint(place.replace("MILLION", million)))
            .limit(VISITS)
            .toArray();
    assertThat(DoubleStream.of(paints).min().orElseThrow())
        .as("first contentful paint of %s in ms, the quickest of %s", place, VISITS)
        .isLessThan(1000);
  }

  /** By a browser that has nothing of it yet. */
  private static double firstPaint(String place) {
    try (Viewer viewer = new Viewer(chromium, program.address(), Look.LIGHT)) {
      viewer.open(place);
      assertThat(viewer.page().locator("h1").first()).isVisible();
      assertThat(viewer.page().getByText("Reading…")).hasCount(0);
      viewer.hasNothingToComplainOf();
      return ((Number)
              viewer
                  .page()
                  .evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
          .doubleValue();
    }
  }

  @Test
  void aMillionSubJobsAreAMapThatCountsAsTheApiDoes() {
    JsonNode counts = program.get("/v1/batch-jobs/" + million).get("counts");
    try (Viewer viewer = new Viewer(chromium, program.address(), Look.LIGHT)) {
      viewer.open("/batch-jobs/" + million);
      assertThat(viewer.page().getByText("All 1,000,000 sub-jobs")).isVisible();
      for (String status : new String[] {"completed", "failed"}) {
        String told = "%s %,d".formatted(status, counts.get(status).asInt());
        assertThat(viewer.page().getByText(told).first()).isVisible();
      }
      viewer.button("Next that failed").click();
      assertThat(viewer.page().locator("wl-map .told")).containsText("failed");
      viewer.isAccessible();
      viewer.hasNothingToComplainOf();
    }
  }
}
