package dev.windlass.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * What came of a batch job that ran through a fault.
 *
 * @param end the batch job as the API shows it at the end
 * @param completedInPages sub-jobs that are completed in the pages in Postgres
 * @param counted by how much the counters over all batch jobs have grown
 * @param called rows that were called at least once
 * @param repeated calls of rows that had been called before
 * @param broken answers that broke a promise while it ran
 * @param workStill the longest time after the fault without a call
 * @param countsStill the longest time after the fault in which the API showed no more done
 */
record Verdict(
    String fault,
    int rows,
    JsonNode end,
    int completedInPages,
    long counted,
    long called,
    long repeated,
    List<String> broken,
    Duration workStill,
    Duration countsStill,
    Duration took) {

  /** Sub-jobs that did not run, or that somebody does not know to be completed. */
  long lost() {
    long known = Math.min(end.at("/counts/completed").asLong(), completedInPages);
    return rows - Math.min(known, called);
  }

  long countedTwice() {
    long most = Math.max(end.at("/progress/done").asLong(), counted);
    return Math.max(0, most - rows);
  }

  Verdict check() {
    assertThat(broken).as("%s: answers that broke a promise", fault).isEmpty();
    assertThat(end.path("status").asText()).as("%s: %s", fault, end).isEqualTo("completed");
    assertThat(lost()).as("%s: sub-jobs lost: %s", fault, this).isZero();
    assertThat(countedTwice()).as("%s: operations counted twice: %s", fault, this).isZero();
    assertThat(end.at("/progress/successful").asLong()).as("%s: %s", fault, end).isEqualTo(rows);
    assertThat(counted).as("%s: counted by the counters of all", fault).isEqualTo(rows);
    return this;
  }

  String line() {
    return "| %s | %,d | %d | %d | %,d | %s | %s | %s |"
        .formatted(
            fault,
            rows,
            lost(),
            countedTwice(),
            repeated,
            seconds(workStill),
            seconds(countsStill),
            seconds(took));
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
