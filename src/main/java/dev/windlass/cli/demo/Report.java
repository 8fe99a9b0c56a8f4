package dev.windlass.cli.demo;

import dev.windlass.cli.follow.Standing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the result file, and tells what became of the rows and whether it all agrees. */
final class Report {
  private static final int EXPLAINED = 3;
  private static final int DIFFERENCES_SHOWN = 10;

  private final Cities cities;
  private final DemoTarget target;
  private final PrintStream out;

  Report(Cities cities, DemoTarget target, PrintStream out) {
    this.cities = cities;
    this.target = target;
    this.out = out;
  }

  /** Whether every row is accounted for. */
  boolean tell(DemoCalls api, DemoRun run, Standing end, Path file)
      throws IOException, InterruptedException {
    Accounts accounts = new Accounts(cities, target.callsByCity(), run.pauses());
    Path result = write(api, run.batchJob(), accounts, file);
    List<String> differences = new ArrayList<>(run.differences());
    differences.addAll(accounts.differences(end, target.calls()));
    tellCounts(accounts, end);
    say("Result  %s", result);
    tellDifferences(differences);
    return differences.isEmpty();
  }

  private Path write(DemoCalls api, String batchJob, Accounts accounts, Path file)
      throws IOException, InterruptedException {
    try (ResultCsv csv = ResultCsv.begin(file, cities.columns())) {
      api.eachSubJob(batchJob, subJob -> account(Told.of(subJob), accounts, csv));
      return csv.finish();
    }
  }

  private void account(Told told, Accounts accounts, ResultCsv csv) throws IOException {
    accounts.add(told);
    if (cities.has(told.index())) {
      csv.add(cities.rows().get(told.index()), told);
    }
  }

  private void tellCounts(Accounts accounts, Standing end) {
    int failed = accounts.failures().size();
    say("");
    say(
        "The batch job ended as %s: %,d successful, %,d failed, of %,d.",
        end.status(), accounts.successful(), failed, cities.size());
    accounts.failures().stream().limit(EXPLAINED).forEach(this::explain);
    if (failed > EXPLAINED) {
      say(
          "  ... and %,d more: some cities fail at every try, and one failed sub-job is enough",
          failed - EXPLAINED);
      say(
          "  for `failed`. They are in the result file; `start` with only: failed would run them again.");
    }
    say(
        "Calls   %,d at the target: %,d cities needed a second try, %,d failed at all %d%s.",
        target.calls(), accounts.retried(), failed, DemoPlan.RETRIES + 1, repeated(accounts));
  }

  private void explain(Told failure) {
    say("  %s: %s %s", cities.name(failure.index()), failure.error(), failure.result());
  }

  private static String repeated(Accounts accounts) {
    return accounts.repeated() == 0
        ? ""
        : ", %,d calls were made again after a pause between two tries"
            .formatted(accounts.repeated());
  }

  private void tellDifferences(List<String> differences) {
    if (differences.isEmpty()) {
      say(
          "Every row is accounted for: once in the result file, and called as often as the program says.");
      return;
    }
    say("");
    say("NOT every row is accounted for:");
    differences.stream().limit(DIFFERENCES_SHOWN).forEach(difference -> say("  %s", difference));
    if (differences.size() > DIFFERENCES_SHOWN) {
      say("  ... and %,d more", differences.size() - DIFFERENCES_SHOWN);
    }
  }

  private void say(String text, Object... values) {
    out.println(String.format(Locale.ROOT, text, values));
  }
}
