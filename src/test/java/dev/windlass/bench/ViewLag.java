package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.List;

/** How far the views are behind what was decided. */
record ViewLag(Duration duration) implements Scenario {
  private static final int RATE = 10_000;
  private static final int UNPACED = 1_000_000;

  @Override
  public String name() {
    return "view-lag";
  }

  @Override
  public String about() {
    return "A batch job of no-op sub-jobs at 10,000 a second (`jobsPerSecond`): for each of its events since its start, from the time in the event,"
        + " at which the coordinator began to decide, until the row in Postgres shows its version or a later one, looked at every 2 ms."
        + " The events are read from their topic as any consumer would. Then the same of one of 1,000,000 without a pace.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.atMost("at 10,000/s: view lag p99 [ms]", 500, "ms"));
  }

  @Override
  public void warmUp(Place place) throws Exception {
    new ViewLag(Duration.ofSeconds(10)).measure(place);
  }

  @Override
  public Measured measure(Place place) throws Exception {
    place.api().define("no-op", Api.NO_OP);
    int paced = (int) (RATE * duration.toSeconds());
    Measured measured = new Measured();
    Lags slow = lags(place, paced, ", \"jobsPerSecond\": " + RATE);
    slow.tell("at 10,000/s: ", measured);
    Lags fast = lags(place, UNPACED, "");
    fast.tell("at full speed: ", measured);
    return measured.plot(
        new Plot(
            "view-lag",
            "Longest view lag in each quarter of a second",
            "seconds",
            "ms",
            false,
            false,
            List.of(slow.line("at 10,000/s"), fast.line("at full speed"))));
  }

  /** It starts when the view is being looked at already. */
  private static Lags lags(Place place, int subJobs, String more) throws Exception {
    Api api = place.api();
    try (Tail<EventTime> events = new Tail<>(place, "windlass.events", EventTime::read)) {
      String job = api.create("no-op", subJobs, "\"start\": false" + more);
      try (ViewVersions view = new ViewVersions(place.database(), job)) {
        Await.until("the view is looked at", () -> !view.looks().isEmpty());
        long from = view.looks().getFirst().version();
        long begun = System.nanoTime();
        api.direct(job, "start");
        api.awaitSuccess(job, subJobs);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long to = Await.value("the end is seen", () -> lastSeen(view), v -> v >= told(events, job));
        List<EventTime> all =
            Await.value(
                "all events are read",
                () -> between(events, job, from, to),
                e -> e.size() >= to - from);
        return Lags.of(all, view.looks(), subJobs / seconds);
      }
    }
  }

  private static long lastSeen(ViewVersions view) throws Exception {
    return view.looks().getLast().version();
  }

  /** The newest version that an event has told of. */
  private static long told(Tail<EventTime> events, String job) {
    return of(events, job).stream().mapToLong(EventTime::version).max().orElse(Long.MAX_VALUE);
  }

  private static List<EventTime> between(Tail<EventTime> events, String job, long from, long to) {
    return of(events, job).stream().filter(e -> e.version() > from && e.version() <= to).toList();
  }

  private static List<EventTime> of(Tail<EventTime> events, String job) {
    return events.seen().stream().filter(e -> e.job().equals(job)).toList();
  }
}
