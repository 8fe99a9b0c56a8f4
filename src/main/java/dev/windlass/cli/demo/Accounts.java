package dev.windlass.cli.demo;

import dev.windlass.cli.follow.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what the program tells of every row with what the target saw. A city is to be there
 * once, in its place, with the end that its temper calls for, and called as often as the program
 * says that it tried.
 */
final class Accounts {
  private final Cities cities;
  private final Map<Long, Integer> callsByCity;
  private final int pauses;
  private final List<String> differences = new ArrayList<>();
  private final List<Told> failures = new ArrayList<>();
  private int rows;
  private int successful;
  private int retried;
  private int repeated;
  private long calls;

  /**
   * @param pauses how often the batch job was paused
   */
  Accounts(Cities cities, Map<Long, Integer> callsByCity, int pauses) {
    this.cities = cities;
    this.callsByCity = callsByCity;
    this.pauses = pauses;
  }

  /** The next row in the order of the file. */
  void add(Told told) {
    if (told.index() != rows) {
      differences.add("sub-job %d stands where %d belongs".formatted(told.index(), rows));
    }
    if (cities.has(told.index())) {
      compare(told);
    }
    rows++;
  }

  /**
   * What does not agree, as sentences.
   *
   * @param allCalls every call that the target saw, whatever it asked for
   */
  List<String> differences(Standing end, int allCalls) {
    List<String> all = new ArrayList<>(differences);
    expect(all, "rows in the result file", cities.size(), rows);
    expect(all, "successful by the batch job's counter", successful, end.successful());
    expect(all, "failed by the batch job's counter", failures.size(), end.failed());
    expect(all, "successful and failed together", cities.size(), successful + failures.size());
    expect(all, "calls at the target", calls, allCalls);
    return all;
  }

  int successful() {
    return successful;
  }

  List<Told> failures() {
    return failures;
  }

  /** Rows that succeeded at a second try or a later one. */
  int retried() {
    return retried;
  }

  /** Calls that were made again after a sub-job had been let go with its operation unfinished. */
  int repeated() {
    return repeated;
  }

  private void compare(Told told) {
    Temper temper = Temper.of(cities.number(told.index()));
    if (told.successful()) {
      successful++;
      retried += told.tries() > 1 ? 1 : 0;
    } else if (told.status().equals("failed")) {
      failures.add(told);
    }
    String wanted = temper.succeeds() ? "completed" : "failed";
    if (!told.status().equals(wanted)) {
      differences.add(
          "%s is %s, and the target had it %s"
              .formatted(cities.name(told.index()), told.status(), wanted));
    }
    compareCalls(told);
  }

  private void compareCalls(Told told) {
    int seen = callsByCity.getOrDefault(cities.number(told.index()), 0);
    boolean explained = seen >= told.tries() && seen - told.tries() <= explicable(told);
    if (explained) {
      calls += seen;
      repeated += seen - told.tries();
    } else {
      calls += told.tries();
      differences.add(
          "%s was tried %d times and called %d times"
              .formatted(cities.name(told.index()), told.tries(), seen));
    }
  }

  /**
   * A pause does not wait for a next try: the operation begins anew afterwards, and only what ends
   * is told. Nor is it told how often the worker before this one tried.
   */
  private int explicable(Told told) {
    if (told.attempt() > 1) {
      return Integer.MAX_VALUE;
    }
    boolean mayWait = Temper.of(cities.number(told.index())).fails(1);
    return mayWait ? pauses * DemoPlan.RETRIES : 0;
  }

  private static void expect(List<String> all, String what, long expected, long found) {
    if (expected != found) {
      all.add("%s: %,d expected, %,d found".formatted(what, expected, found));
    }
  }
}
