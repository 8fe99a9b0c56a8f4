package dev.windlass.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a sub-job and a batch job use, for reckoning how large an installation must be. */
final class Cost implements Scenario {
  private static final int MILLION = 1_000_000;
  private static final Duration ARRIVALS = Duration.ofSeconds(20);

  /** Each longer than what a grant is to hold, so that each has a grant of its own. */
  private static final int LONG_ONES = 2_000;

  private static final String LONG_ONE =
      """
      "handler": "simulate", "cases": [ { "id": "work", "parameters": { "duration": "PT0.25S" } } ]\
      """;

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public String about() {
    return "What is used, by topic, table and role: by one batch job of 1,000,000 no-op sub-jobs, per 1,000 of them; by batch jobs of one"
        + " no-op sub-job, 200 a second over REST, per batch job; by batch jobs of 1 to 1,000 (145 on average), 60 a second, per batch job;"
        + " by one batch job of 2,000 sub-jobs of a quarter of a second, which have a grant each, 32 at a time, per sub-job; and by the program at rest, with one worker, per second."
        + " Records with the marks of transactions; threads that ended meanwhile are left out.";
  }

  @Override
  public List<Goal> goals() {
    return List.of();
  }

  @Override
  public void warmUp(Place place) throws Exception {
    place.api().define("no-op", Api.NO_OP);
    place.api().define("long", LONG_ONE);
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
    add(all, "per sub-job of 0.25 s", LONG_ONES, spent(place, () -> longOnes(place.api())));
    add(all, "at rest, per second", (int) ARRIVALS.toSeconds(), spent(place, Cost::rest));
    return all;
  }

  private static Spent arrivals(Place place, int perSecond, int most) throws Exception {
    return spent(
        place, () -> new Arrivals(perSecond, ARRIVALS, 1, most).measure(place.api(), "cost"));
  }

  private static void longOnes(Api api) {
    api.awaitSuccess(api.create("long", LONG_ONES, "\"start\": true"), LONG_ONES);
  }

  private static void rest() throws InterruptedException {
    Thread.sleep(ARRIVALS);
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
