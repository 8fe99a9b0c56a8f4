package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Ten thousand who watch. */
record Watching(Duration duration, int each) implements Scenario {
  private static final int JOBS = 100;
  private static final int CONNECTS_PER_SECOND = 500;

  /** In its first minute a new process spends more on compiling than on watchers. */
  private static final Duration WARM_UP = Duration.ofMinutes(1);

  /** One is granted every two seconds, and ends: two changes. */
  private static final String SLOWLY = "\"start\": true, \"jobsPerSecond\": 0.5";

  private static final String CONNECTED = "watchers connected, the fewest";
  private static final String HEAP = "heap of the API after a collection [MB]";
  private static final String UPDATE = "update to every watcher";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "watchers";
  }

  @Override
  public String about() {
    return "%,d readers of server-sent events and %,d long polls (`subJobs=0`, asking again at once) at an API that is a process of its own with a heap of 1 GB, over 100 batch jobs that change once a second on average."
            .formatted(each, each)
        + " From the time in an event to its arrival at each reader, and for a long poll from then,"
        + " or from the end of its `progressUpdatePeriod` (1 s) if that is later, to its answer."
        + " Clients and program share the machine.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        Goal.atLeast(CONNECTED, 2 * each, ""),
        Goal.atMost(HEAP, 1000, "MB"),
        Goal.atMost(UPDATE + " p99 [ms]", 1000, "ms"));
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("WINDLASS_ROLES", "coordinator,worker,projection,scheduler");
  }

  /** The API is a new process in each run: it gets its warm-up there. */
  @Override
  public void warmUp(Place place) {}

  @Override
  public Measured measure(Place place) throws Exception {
    Map<String, String> settings =
        Map.of("JAVA_OPTS", "-Xmx1g", "WINDLASS_WATCH_READERS", Integer.toString(each));
    try (Fleet fleet = new Fleet(place)) {
      ProgramProcess program = fleet.start("api", settings);
      Api api = program.api();
      api.define("no-op", Api.NO_OP);
      List<String> jobs =
          IntStream.range(0, JOBS).mapToObj(i -> api.create("no-op", 100_000, SLOWLY)).toList();
      try (Watchers watchers = new Watchers(program.url(""), each)) {
        connect(watchers, jobs);
        new Pacer(1, WARM_UP).run((n, due) -> checkFailures(watchers));
        return watch(place, program, watchers);
      } finally {
        jobs.forEach(job -> api.direct(job, "stop"));
        jobs.forEach(job -> api.await(job, "stopped"));
      }
    }
  }

  private void connect(Watchers watchers, List<String> jobs) {
    Duration connecting = Duration.ofMillis(1000L * each / CONNECTS_PER_SECOND * 2);
    new Pacer(CONNECTS_PER_SECOND / 2.0, connecting)
        .run(
            (n, due) -> {
              watchers.stream(jobs.get(n % JOBS));
              watchers.poll(n, jobs.get(n % JOBS));
            });
    Await.until(
        "all are connected",
        PATIENCE,
        () -> watchers.connected() == 2 * each || !watchers.seen().failures().isEmpty());
  }

  private Measured watch(Place place, ProgramProcess program, Watchers watchers) throws Exception {
    watchers.seen().begin();
    int[] fewest = {watchers.connected()};
    new Pacer(1, duration).run((n, due) -> fewest[0] = Math.min(fewest[0], watching(program)));
    watchers.seen().end();
    program.collectGarbage();
    double heap = program.api().heapUsed() / 1e6;
    checkFailures(watchers);
    watchers.close();
    LoggedEvents logged = LoggedEvents.read(place.kafka());
    watchers.check(logged);
    List<Double> streamed = watchers.seen().streamed();
    List<Double> polled = LongPollDelays.of(watchers.seen().answers(), logged);
    List<Double> all = new ArrayList<>(streamed);
    all.addAll(polled);
    return new Measured()
        .figure(CONNECTED, fewest[0])
        .figure(HEAP, heap)
        .figure("resident memory of the API, most [MB]", Resident.most(program.handle()) / 1e6)
        .latencies(UPDATE, all)
        .figure("events p99 [ms]", Numbers.percentile(streamed, 99))
        .figure("long polls p99 [ms]", Numbers.percentile(polled, 99))
        .figure("events sent per second", streamed.size() / (double) duration.toSeconds())
        .figure("long polls answered per second", polled.size() / (double) duration.toSeconds());
  }

  /** Readers as the API counts them; every long poll asks again, or has failed, which is told. */
  private int watching(ProgramProcess program) {
    return (int) program.api().metric("windlass_watch_streams") + each;
  }

  private static void checkFailures(Watchers watchers) {
    List<String> failures = watchers.seen().failures();
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          failures.size() + " watchers failed; the first: " + failures.getFirst());
    }
  }
}
