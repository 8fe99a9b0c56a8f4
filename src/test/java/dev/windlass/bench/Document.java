package dev.windlass.bench;

import dev.windlass.testkit.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** docs/performance.md: the sections of the scenarios, out of the reports beside it. */
final class Document {
  private static final Path FILE = Path.of("docs", "performance.md");
  static final Path FOLDER = Path.of("docs", "performance");

  private Document() {}

  /** Keeps the report, draws its plots, and writes what the document says of it. */
  static void take(Report report, List<Scenario> all) throws IOException {
    report.write(FOLDER.resolve(report.scenario() + ".json"));
    for (Plot plot : report.plots()) {
      Drawing.write(plot, FOLDER.resolve(plot.name() + ".svg"));
    }
    write(all);
  }

  /** Everything anew, of all reports that there are. */
  static void write(List<Scenario> all) throws IOException {
    StringBuilder goals =
        new StringBuilder("| scenario | figure | goal | measured | |\n|---|---|--:|--:|---|\n");
    StringBuilder scenarios = new StringBuilder();
    for (Scenario scenario : all) {
      Path file = FOLDER.resolve(scenario.name() + ".json");
      if (Files.exists(file)) {
        Report report = Report.read(file);
        goals.append(goals(report));
        scenarios.append(section(report));
      }
    }
    Written.replaceSection(FILE, "goals", goals.toString());
    Written.replaceSection(FILE, "scenarios", scenarios.toString());
  }

  static String goals(Report report) {
    Map<String, Double> medians = report.medians();
    return report.goals().stream()
        .map(
            goal ->
                "| [%1$s](#%1$s) | %2$s | %3$s | %4$s | %5$s |\n"
                    .formatted(
                        report.scenario(),
                        goal.figure(),
                        goal.text(),
                        Numbers.text(medians.get(goal.figure())),
                        goal.reached(medians.get(goal.figure())) ? "reached" : "**missed**"))
        .collect(Collectors.joining());
  }

  static String section(Report report) {
    StringBuilder text = new StringBuilder();
    text.append("\n### ").append(report.scenario()).append("\n\n").append(report.about());
    text.append("\n\n`./windlass bench ").append(report.scenario()).append("`, ");
    text.append(report.measuredAt()).append(", ").append(report.machine().text()).append(".");
    report.settings().forEach((k, v) -> text.append(" `").append(k + "=" + v).append("`"));
    text.append("\n\n| figure | median |");
    for (int run = 1; run <= report.runs().size(); run++) {
      text.append(" run ").append(run).append(" |");
    }
    text.append("\n|---|--:|").append("--:|".repeat(report.runs().size())).append("\n");
    report
        .medians()
        .forEach(
            (figure, median) -> {
              text.append("| ").append(figure).append(" | ").append(Numbers.text(median));
              report.values(figure).forEach(v -> text.append(" | ").append(Numbers.text(v)));
              text.append(" |\n");
            });
    for (Plot plot : report.plots()) {
      text.append("\n![%s](performance/%s.svg)\n".formatted(plot.title(), plot.name()));
    }
    return text.toString();
  }
}
