package dev.windlass.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a sub-job and a batch job use, for reckoning how large an installation must be. */
final class Cost implements Scenario {
  private static final int MILLION = 1_000_000;
  private static final Duration ARRIVALS = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public String about() {
    return "What is used, by topic, table and role: by one batch job of 1,000,000 no-op sub-jobs, per 1,000 of them; by batch jobs of one"
        + " no-op sub-job, 200 a second over REST, per batch job; and by batch jobs of 1 to 1,000 (145 on average), 60 a second, per batch job."
        + " Records with the marks of transactions; threads that ended meanwhile are left out.";
  }

  @Override
  public List<Goal> goals() {
    return List.of();
  }

  @Override
  public void warmUp(Place place) throws Exception {
    place.api().define("no-op", Api.NO_OP);
    new BurnDown().warmUp(place);
    new Arrivals(200, ARRIVALS, 1, 1).measure(place.api(), "warm-up");
  }

  @Override
  public Measured measure(Place place) throws Exception {
    Measured all = new Measured();
    add(
        all,
        "per 1,000 of a million",
        MILLION / 1000,
        spent(place, () -> new BurnDown().measure(place)));
    add(all, "per single", (int) (200 * ARRIVALS.toSeconds()), arrivals(place, 200, 1));
    add(
        all,
        "per batch job of 1 to 1,000",
        (int) (60 * ARRIVALS.toSeconds()),
        arrivals(place, 60, 1000));
    return all;
  }

  private static Spent arrivals(Place place, int perSecond, int most) throws Exception {
    return spent(
        place, () -> new Arrivals(perSecond, ARRIVALS, 1, most).measure(place.api(), "cost"));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Spent spent(Place place, Work work) throws Exception {
    Spent before = Spent.by(place);
    work.run();
    return Spent.by(place).since(before);
  }

  private static void add(Measured all, String unit, int units, Spent spent) {
    add(all, unit, "records of ", "", units, spent.records());
    add(all, unit, "bytes of ", "", units, spent.bytes());
    add(all, unit, "rows of ", "", units, spent.rows());
    all.figure(unit + ": bytes of Postgres' log", spent.walBytes() / (double) units);
    add(all, unit, "processor of ", " [ms]", units, spent.cpuMillis());
  }

  private static void add(
      Measured all,
      String unit,
      String what,
      String of,
      int units,
      Map<String, ? extends Number> spent) {
    double sum = 0;
    for (var one : spent.entrySet()) {
      double value = one.getValue().doubleValue() / units;
      sum += value;
      if (value >= 0.005) {
        all.figure(unit + ": " + what + one.getKey() + of, value);
      }
    }
    all.figure(unit + ": " + what + "all" + of, sum);
  }
}
