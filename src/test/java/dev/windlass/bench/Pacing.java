package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** How exactly {@code jobsPerSecond} is kept. */
record Pacing(Duration duration) implements Scenario {
  private static final List<Integer> RATES = List.of(1, 10, 100, 1000);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** What the calls may be late on their way to the target, one more than another. */
  private static final Duration SECOND_LESS_JITTER = Duration.ofMillis(950);

  @Override
  public String name() {
    return "pacing";
  }

  @Override
  public String about() {
    return "Batch jobs with `jobsPerSecond` 1, 10, 100 and 1,000, of as many sub-jobs as "
        + duration.toSeconds()
        + " seconds take and one more; each makes an HTTP call. The achieved rate is the number of intervals between the first and the last call,"
        + " over the time between them. A limit is kept if no second holds more beginnings than the rate. It is promised for the instants that the"
        + " coordinator grants, which are read from the topic of the grants. At the target a call comes some milliseconds after its instant,"
        + " more or less, so that a second may hold a few more there: counted strictly, and in any 950 ms, which leaves out 50 ms for that.";
  }

  @Override
  public List<Goal> goals() {
    return RATES.stream().flatMap(rate -> goals(rate).stream()).toList();
  }

  @Override
  public void warmUp(Place place) throws Exception {
    new Pacing(Duration.ofSeconds(5)).measure(place);
  }

  @Override
  public Measured measure(Place place) throws Exception {
    Measured measured = new Measured();
    for (int rate : RATES) {
      measure(place, rate, measured);
    }
    return measured;
  }

  private static List<Goal> goals(int rate) {
    return List.of(
        Goal.atMost(prefix(rate) + "error of the rate [%]", 1, "%"),
        Goal.atMost(prefix(rate) + "most granted in a second", rate, ""),
        Goal.atMost(prefix(rate) + "most calls in 950 ms", rate, ""));
  }

  private void measure(Place place, int rate, Measured measured) throws Exception {
    int subJobs = (int) (rate * duration.toSeconds()) + 1;
    try (Target target = Target.start(subJobs);
        Tail<GrantedBegin> grants = new Tail<>(place, "windlass.grants", GrantedBegin::read)) {
      String job = run(place.api(), target, rate, subJobs);
      Begins calls = calls(target, subJobs);
      Begins granted =
          Await.value(
              "all grants are read", () -> granted(grants, job), all -> all.count() >= subJobs);
      measured
          .figure(prefix(rate) + "calls per second", calls.perSecond())
          .figure(
              prefix(rate) + "error of the rate [%]",
              Math.abs(calls.perSecond() - rate) * 100 / rate)
          .figure(prefix(rate) + "most granted in a second", granted.mostIn(SECOND))
          .figure(prefix(rate) + "most calls in 950 ms", calls.mostIn(SECOND_LESS_JITTER))
          .figure(prefix(rate) + "most calls in a second", calls.mostIn(SECOND))
          .figure(prefix(rate) + "instants not used", granted.count() - subJobs);
    }
  }

  private static String run(Api api, Target target, int rate, int subJobs) {
    String definition = "call-each-" + target.url().replaceAll("\\D", "");
    api.define(definition, Api.callEach(target.url()));
    String job = api.create(definition, subJobs, "\"start\": true, \"jobsPerSecond\": " + rate);
    api.awaitSuccess(job, subJobs);
    return job;
  }

  private static Begins calls(Target target, int subJobs) {
    if (target.called() != subJobs) {
      throw new IllegalStateException(
          subJobs + " sub-jobs were counted, and " + target.called() + " called the target");
    }
    return new Begins(IntStream.range(0, subJobs).mapToLong(target::calledAt).toArray());
  }

  private static Begins granted(Tail<GrantedBegin> grants, String job) {
    return new Begins(
        grants.seen().stream()
            .filter(grant -> grant.job().equals(job))
            .flatMapToLong(GrantedBegin::nanos)
            .toArray());
  }

  private static String prefix(int rate) {
    return "at " + Numbers.text(rate) + "/s: ";
  }
}
