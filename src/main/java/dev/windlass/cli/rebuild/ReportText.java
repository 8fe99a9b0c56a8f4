package dev.windlass.cli.rebuild;

import dev.windlass.projection.rebuild.Difference;
import dev.windlass.projection.rebuild.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report in sentences and a table. Pure. */
public final class ReportText {
  private static final int COUNTERS = 20;

  private final Report report;
  private final List<String> lines = new ArrayList<>();

  private ReportText(Report report) {
    this.report = report;
  }

  public static List<String> of(Report report) {
    return new ReportText(report).lines();
  }

  private List<String> lines() {
    what();
    limits();
    numbers();
    differences();
    end();
    return lines;
  }

  private void what() {
    add(
        "%,d events read in %s (%,.0f/s); the live projection waited %s",
        report.events(),
        seconds(report.took()),
        report.events() * 1000.0 / Math.max(1, report.took().toMillis()),
        seconds(report.stoodStill()));
  }

  /** What can't be known is said first. */
  private void limits() {
    if (report.logBegins() != null) {
      add(
          "The log begins at %s: what was before is taken from the live views:",
          report.logBegins());
      add(
          "  %,d batch jobs of which it has nothing, and what it lacks of %,d older ones",
          report.kept(), report.partlyKept());
    }
    if (report.leftOut() > 0) {
      add(
          "%,d events can't be read, or not in full; the projection put them aside too:",
          report.leftOut());
      report.leftOutReasons().forEach(reason -> add("  %s", reason));
    }
  }

  private void numbers() {
    add("");
    add("  batch jobs             %,10d", report.jobs());
    add("  equal                  %,10d", report.equal());
    add("  different              %,10d", report.different());
    add("    only in live views   %,10d", report.onlyLive());
    add("    only in rebuilt ones %,10d", report.onlyRebuilt());
    add("  counters different     %,10d", report.counters().size());
    add("");
  }

  private void differences() {
    report.counters().stream().limit(COUNTERS).forEach(this::add);
    report.details().forEach(this::add);
    long batchJobs = report.details().stream().map(ReportText::job).distinct().count();
    if (batchJobs < report.different()) {
      add("  ... and %,d more batch jobs (--show N)", report.different() - batchJobs);
    }
  }

  private void end() {
    if (report.same()) {
      add("The views are what the log tells.");
    } else if (report.switched()) {
      add("What differed is put right.");
    } else {
      add("Nothing was changed. Without --check the rebuilt rows take the place of the live ones.");
    }
    if (report.doubtful() > 0) {
      add(
          "%,d of the different batch jobs have events that this version can't read.",
          report.doubtful());
    }
  }

  private void add(Difference difference) {
    String row = "%s %s".formatted(difference.view().table(), difference.row());
    if (difference.onlyLive()) {
      add("  %s: only in the live views", row);
    } else if (difference.onlyRebuilt()) {
      add("  %s: not in the live views", row);
    } else {
      add(
          "  %s: %s is %s, the log says %s",
          row, difference.field(), difference.live(), difference.rebuilt());
    }
  }

  private static String job(Difference difference) {
    return difference.row().split(" ")[0];
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  private void add(String text, Object... values) {
    lines.add(String.format(Locale.ROOT, text, values));
  }
}
