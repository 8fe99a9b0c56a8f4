package dev.windlass.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * A partition in memory around the pure core: batch jobs, a clock that is set, deadlines that come
 * due as it moves, and everything that was sent. It feeds {@link Released} in the same step, as a
 * coordinator does in the same transaction.
 */
final class JobBench {
  /** The core, or the core with a known bug. */
  interface Decider {
    Decision decide(JobHeader header, Pages pages, JobInput input, Instant now);
  }

  private record Alarm(Instant at, long order, JobId job, Deadline.Kind kind) {}

  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  static final JobSettings SETTINGS = JobSettings.defaults(Set.of("default", "slow"));

  private final JobDecider core = new JobDecider(SETTINGS);
  private final Decider decider;
  private final Map<JobId, JobStore> jobs = new LinkedHashMap<>();
  private final Map<String, SerialKey> keys = new LinkedHashMap<>();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::order));
  private final Set<Step> steps = new TreeSet<>();
  private Instant now = START;
  private long order;

  JobBench() {
    this.decider = core::decide;
  }

  JobBench(java.util.function.UnaryOperator<Decider> bug) {
    this.decider = bug.apply(core::decide);
  }

  Instant now() {
    return now;
  }

  JobStore store(JobId job) {
    return jobs.computeIfAbsent(job, id -> new JobStore(id, keys));
  }

  Iterable<JobStore> stores() {
    return jobs.values();
  }

  /** Every change of status that happened here. */
  Set<Step> steps() {
    return steps;
  }

  Map<String, SerialKey> keys() {
    return keys;
  }

  int wantedTasks(JobId job) {
    JobStore store = store(job);
    return store.header() == null ? 0 : core.wantedTasks(store.header(), store.dispatch(), now);
  }

  /** All that was decided because of this input, the neighbour's release included. */
  List<Decision> put(JobInput input) {
    List<Decision> made = new ArrayList<>();
    feed(input, made);
    return made;
  }

  private void feed(JobInput input, List<Decision> made) {
    JobStore store = store(input.job());
    Decision decision = decider.decide(store.header(), store, input, now);
    steps.addAll(Step.of(store.header(), decision));
    Instant resentAt = store.dispatch().resendAt();
    store.apply(decision);
    made.add(decision);
    Instant resendAt = store.dispatch().resendAt();
    if (resendAt != null && !resendAt.equals(resentAt)) {
      alarms.add(new Alarm(resendAt, order++, input.job(), Deadline.Kind.RESEND_TASKS));
    }
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.SetDeadline set ->
            alarms.add(new Alarm(set.at(), order++, input.job(), set.kind()));
        case Effect.Release release -> feed(new Released(release.queued()), made);
        default -> {}
      }
    }
  }

  /** Moves the clock; what comes due on the way is fed at its instant. */
  List<Decision> pass(Duration time) {
    Instant until = now.plus(time);
    List<Decision> made = new ArrayList<>();
    while (!alarms.isEmpty() && !alarms.peek().at().isAfter(until)) {
      Alarm alarm = alarms.poll();
      now = alarm.at().isAfter(now) ? alarm.at() : now;
      feed(new Deadline.Due(alarm.job(), alarm.kind()), made);
    }
    now = until;
    return made;
  }
}
