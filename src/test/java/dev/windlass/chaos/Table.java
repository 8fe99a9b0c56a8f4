package dev.windlass.chaos;

import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The part of docs/reliability.md that the chaos writes itself, where it is asked to. */
final class Table {
  private static final Path FILE = Path.of("docs", "reliability.md");

  private static final String HEAD =
      """
      Measured on %s by `./mvnw verify -Pchaos`: %d processors, %d GB of memory; broker, database, \
      all roles and the target on one machine. Each line is a batch job over rows, one HTTP call each, \
      64 at a time, by three workers; the fault strikes when 30 %% are done (10 %% in the rolling \
      restart). The target counts the calls of each row, so that what ran is known from outside.

      - *lost*: rows that were not called, or are not completed in the API's answer or in the pages in Postgres.
      - *counted twice*: operations that the batch job or the counters of the statistics show beyond its rows.
      - *run twice*: calls of a row that had been called before.
      - *work stood still*: the longest time after the fault without a call.
      - *answers stood still*: the longest time after the fault in which the API showed no more done: this is \
      the time to recover, with what it takes to start what was killed.

      | fault | sub-jobs | lost | counted twice | run twice | work stood still | answers stood still | whole run |
      |---|--:|--:|--:|--:|--:|--:|--:|
      """;

  private final List<String> lines = new ArrayList<>();

  Verdict add(Verdict verdict) {
    lines.add(verdict.line());
    System.out.println(verdict.line());
    return verdict;
  }

  void missing(Trial trial, String reason) {
    lines.add("| %s | not arranged: %s |||||||".formatted(trial.fault().name(), reason));
  }

  void write() {
    if (!Written.WRITE) {
      return;
    }
    Written.replaceSection(FILE, "chaos", text());
  }

  private String text() {
    return HEAD.formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            memoryGigabytes())
        + String.join("\n", lines)
        + "\n";
  }

  private static long memoryGigabytes() {
    var machine =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return Math.round(machine.getTotalMemorySize() / (double) (1 << 30));
  }
}
