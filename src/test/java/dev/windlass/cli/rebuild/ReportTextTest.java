package dev.windlass.cli.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.projection.rebuild.Difference;
import dev.windlass.projection.rebuild.Report;
import dev.windlass.projection.rebuild.ViewTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  private static final Difference STATUS =
      new Difference(ViewTable.BATCH_JOB, "01a2", "status", "running", "completed");

  @Test
  void equalViewsAreOneSentence() {
    assertThat(ReportText.of(report(null, 0, List.of(), false)))
        .contains("The views are what the log tells.")
        .noneMatch(line -> line.contains("log begins"));
  }

  @Test
  void aDifferenceNamesTheRowTheFieldAndBothValues() {
    assertThat(ReportText.of(report(null, 3, List.of(STATUS), false)))
        .contains(
            "  batch_job 01a2: status is running, the log says completed",
            "  ... and 2 more batch jobs (--show N)")
        .anyMatch(line -> line.startsWith("Nothing was changed."));
  }

  @Test
  void rowsOfOneSideAreToldAsSuch() {
    Difference here = new Difference(ViewTable.DIRECTIVE, "01a2 d-1", null, "{}", null);
    Difference there = new Difference(ViewTable.SUB_JOB_PAGE, "01a3 0", null, null, "{}");
    assertThat(ReportText.of(report(null, 2, List.of(here, there), true)))
        .contains(
            "  directive 01a2 d-1: only in the live views",
            "  sub_job_page 01a3 0: not in the live views",
            "What differed is put right.");
  }

  @Test
  void whatTheLogNoLongerTellsIsSaidBeforeTheNumbers() {
    List<String> lines =
        ReportText.of(report(Instant.parse("2026-10-23T00:00:00Z"), 0, List.of(), false));
    assertThat(lines)
        .containsSubsequence(
            "The log begins at 2026-10-23T00:00:00Z: what was before is taken from the live views:",
            "  4 batch jobs of which it has nothing, and what it lacks of 5 older ones",
            "  batch jobs                     10");
  }

  private static Report report(
      Instant begins, int different, List<Difference> details, boolean switched) {
    return new Report(
        begins,
        1000,
        Duration.ofSeconds(2),
        Duration.ofMillis(100),
        4,
        5,
        0,
        List.of(),
        10,
        10 - different,
        different,
        0,
        0,
        0,
        List.of(),
        details,
        switched);
  }
}
