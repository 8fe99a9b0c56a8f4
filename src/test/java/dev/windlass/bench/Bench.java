package dev.windlass.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "windlass bench",
    description = {
      "Measures the program with its real broker and database, and prints medians.",
      "Without a scenario it lists them; `all` runs every one, which takes about two hours."
    },
    mixinStandardHelpOptions = true)
final class Bench implements Callable<Integer> {
  private static final Path RESULTS = Path.of("target", "bench");

  @Parameters(paramLabel = "SCENARIO", description = "What to measure.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--runs", defaultValue = "3", description = "How often (${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long a scenario that runs at a constant rate does so.")
  private Integer seconds;

  @Option(
      names = "--write",
      description =
          "Keeps the figures and plots in docs/performance and writes docs/performance.md anew.")
  private boolean write;

  public static void main(String... arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<Scenario> all = Scenarios.all(seconds);
    if (names.isEmpty()) {
      all.forEach(one -> System.out.printf("%-14s %s%n", one.name(), one.about()));
      return 0;
    }
    for (String name : names) {
      if (!name.equals("all") && all.stream().noneMatch(one -> one.name().equals(name))) {
        System.err.println("There is no scenario '" + name + "'; without one they are listed.");
        return CommandLine.ExitCode.USAGE;
      }
    }
    System.out.println(Machine.here().text());
    for (Scenario scenario : all) {
      if (names.contains("all") || names.contains(scenario.name())) {
        report(scenario, all);
      }
    }
    return 0;
  }

  private void report(Scenario scenario, List<Scenario> all) throws Exception {
    System.out.printf("%n%s: %s%n", scenario.name(), scenario.about());
    scenario.settings().forEach((name, value) -> System.out.println("  " + name + "=" + value));
    Report report = measured(scenario);
    print(report);
    report.write(RESULTS.resolve(scenario.name() + ".json"));
    for (Plot plot : report.plots()) {
      Drawing.write(plot, RESULTS.resolve(plot.name() + ".svg"));
    }
    if (write) {
      Document.take(report, all);
    }
  }

  private Report measured(Scenario scenario) throws Exception {
    List<Measured> all = new ArrayList<>();
    while (all.size() < runs) {
      try (Place place = scenario.needsProgram() ? Place.start(scenario.settings()) : null) {
        scenario.warmUp(place);
        do {
          Measured measured = scenario.measure(place);
          all.add(measured);
          System.out.println("  run " + all.size() + ": " + text(measured.figures()));
        } while (all.size() < runs && !scenario.freshPlaces());
      }
    }
    return new Report(
        scenario.name(),
        scenario.about(),
        Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
        Machine.here(),
        scenario.settings(),
        scenario.goals(),
        all.stream().map(Measured::figures).toList(),
        all.getLast().plots());
  }

  private static String text(Map<String, Double> figures) {
    StringBuilder text = new StringBuilder();
    figures.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "; ")
                .append(name)
                .append(" = ")
                .append(Numbers.text(value)));
    return text.toString();
  }

  private static void print(Report report) throws IOException {
    Map<String, Double> medians = report.medians();
    System.out.println("  median: " + text(medians));
    for (Goal goal : report.goals()) {
      double value = medians.get(goal.figure());
      System.out.printf(
          "  %s: %s, goal %s: %s%n",
          goal.figure(),
          Numbers.text(value),
          goal.text(),
          goal.reached(value) ? "reached" : "MISSED");
    }
  }
}
