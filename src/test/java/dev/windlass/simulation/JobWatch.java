package dev.windlass.simulation;

import static dev.windlass.simulation.Watch.require;

import dev.windlass.job.Counts;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobEvolution;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobInvariants;
import dev.windlass.job.JobStatus;
import dev.windlass.job.PaceWindow;
import dev.windlass.job.Reply;
import dev.windlass.wire.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One batch job as its events tell it, and what is broken by them. */
final class JobWatch {
  private static final Set<JobStatus> AT_REST =
      EnumSet.of(
          JobStatus.CREATED,
          JobStatus.QUEUED,
          JobStatus.PAUSED,
          JobStatus.STOPPED,
          JobStatus.COMPLETED,
          JobStatus.FAILED,
          JobStatus.INVALID,
          JobStatus.DELETED);

  private static final Duration LATENCY = Duration.ofMillis(900);

  private final World world;
  private final Target target;
  private final Watch.Fleet fleet;
  private final JobPlan plan;
  private final Map<Long, Integer> epochOfGrant = new HashMap<>();
  private final Map<Integer, Integer> attempts = new HashMap<>();
  private final PaceWindow beginnings = new PaceWindow();
  private JobHeader header;
  private long clearedBeganAt;
  private long paceChangedAt;
  private boolean paceIsUnknown;
  private int forgiven;
  private boolean broke;
  private boolean mustGiveUp;

  JobWatch(World world, Target target, Watch.Fleet fleet, JobPlan plan) {
    this.world = world;
    this.target = target;
    this.fleet = fleet;
    this.plan = plan;
  }

  JobPlan plan() {
    return plan;
  }

  /** Null before it was created and after it was purged. */
  JobHeader header() {
    return header;
  }

  /** When the epoch began from which on results count, in nanoseconds of the world. */
  long clearedBeganAt() {
    return clearedBeganAt;
  }

  /** Its clock is another from here on: who gave instants before may give them again. */
  void forgetInstants() {
    beginnings.clear();
  }

  /** Answers come so late that begins bunch up: only the instants of the grants are exact then. */
  void answersAreLate() {
    paceIsUnknown = true;
  }

  // --- events

  void happens(EventRecord event) {
    line(
        "job %s: %s%s",
        plan.number(),
        event.event().getClass().getSimpleName(),
        event.header() == null ? "" : told(event.header()));
    if (event.event() instanceof JobEvent.JobPurged) {
      header = null;
    } else if (event.header() != null) {
      JobHeader before = header;
      header = event.header();
      follows(before, event.event());
      numbersAddUp();
      countsNeverRunBack(before);
      changes(before);
      keepsToBudget(before, event.event());
      rests();
    }
  }

  private static String told(JobHeader header) {
    Counts c = header.counts();
    return " -> %s, epoch %d, %d done, %d waiting, %d running, %d ended, %d grants"
        .formatted(
            header.status().label(),
            header.epoch(),
            header.operationsDone(),
            c.waiting(),
            c.running(),
            c.ended(),
            header.openGrants());
  }

  private void follows(JobHeader before, JobEvent event) {
    long version = before == null ? 0 : before.version();
    require(
        header.version() == version + 1,
        "job %s: version %s follows %s",
        plan.number(),
        header.version(),
        version);
    JobHeader folded = JobEvolution.evolve(before, event);
    require(
        folded.equals(header),
        "job %s: the events fold to %s and the header says %s",
        plan.number(),
        folded,
        header);
  }

  private void numbersAddUp() {
    JobInvariants.numbersAddUp(header);
    require(
        header.maxConcurrent() == null || header.openGrants() <= header.maxConcurrent(),
        "%s grants are out, and maxConcurrent is %s",
        header.openGrants(),
        header.maxConcurrent());
  }

  private void countsNeverRunBack(JobHeader before) {
    if (before != null && before.epoch() == header.epoch()) {
      require(
          header.operationsDone() >= before.operationsDone()
              && header.counts().ended() >= before.counts().ended(),
          "counts run back from %s to %s",
          told(before),
          told(header));
    }
  }

  private void changes(JobHeader before) {
    if (before == null || before.epoch() != header.epoch()) {
      attempts.clear();
    }
    if (before == null || !Objects.equals(before.pace(), header.pace())) {
      paceChangedAt = world.now();
    }
    if (before == null || before.clearedAt() != header.clearedAt()) {
      clearedBeganAt = world.now();
    }
  }

  /** Nothing goes on that has broken its failure budget, and nothing gives up that has not. */
  private void keepsToBudget(JobHeader before, JobEvent event) {
    if (plan.budget() == null || before == null) {
      return;
    }
    int failed = header.counts().failed() + header.counts().invalid();
    boolean held = before.status() == JobStatus.PAUSED || before.status() == JobStatus.PAUSING;
    boolean goesOn = held && header.status().dispatches();
    if (before.epoch() != header.epoch()) {
      forgiven = 0;
      broke = false;
    } else if (goesOn && broke) {
      forgiven = failed;
      broke = false;
    }
    boolean breaks = failed - forgiven > plan.budget().tolerated(plan.subJobs());
    boolean gaveUp =
        event instanceof JobEvent.JobPausing pausing && pausing.failureReason() != null
            || event instanceof JobEvent.JobStopping stopping
                && stopping.after() == JobStatus.FAILED;
    require(
        !gaveUp || breaks,
        "job %s: %s sub-jobs failed, %s are forgiven, and it gives up",
        plan.number(),
        failed,
        forgiven);
    require(
        !mustGiveUp || gaveUp || !before.status().dispatches(),
        "job %s: more sub-jobs failed than its budget tolerates, and it goes on",
        plan.number());
    mustGiveUp = breaks && header.status().dispatches();
    broke |= gaveUp;
  }

  /** Where nothing is under way by the record, nothing is under way. */
  private void rests() {
    if (!AT_REST.contains(header.status())) {
      return;
    }
    for (Target.Run run : target.running(plan.id())) {
      require(
          run.wasInTrouble() || isStuck(run),
          "job %s is %s, and %s still runs sub-job %s",
          plan.number(),
          header.status().label(),
          run.life,
          run.operation.index());
    }
  }

  /** A handler that ignores its interrupt for too long has lost its slot. */
  private boolean isStuck(Target.Run run) {
    return plan.ignoresInterrupts() && world.now() - run.beganAt >= JobPlan.STOP_TIMEOUT.toNanos();
  }

  // --- answers

  void granted(String to, Reply.Granted granted, long timestamp) {
    line(
        "job %s: grant %s of %s %s to %s, after %s ms",
        plan.number(),
        granted.grant(),
        granted.ranges(),
        granted.begun(),
        to,
        granted.beginAfterMs());
    require(
        header.status().dispatches(),
        "job %s is %s, and grant %s goes out",
        plan.number(),
        header.status().label(),
        granted.grant());
    require(
        epochOfGrant.put(granted.grant(), granted.epoch()) == null,
        "job %s: grant %s is given twice",
        plan.number(),
        granted.grant());
    granted
        .begun()
        .forEach(
            begun -> {
              int before = attempts.getOrDefault(begun.index(), 1);
              require(
                  begun.attempt() > before,
                  "job %s: sub-job %s had begun, and is handed out as attempt %s after %s",
                  plan.number(),
                  begun.index(),
                  begun.attempt(),
                  before);
              attempts.put(begun.index(), begun.attempt());
            });
    for (int ms : granted.beginAfterMs()) {
      paced(Instant.ofEpochMilli(timestamp).plusMillis(ms));
    }
  }

  /** By the coordinator's clock, which gives the instants. */
  private void paced(Instant at) {
    if (header == null || header.pace() == null) {
      return;
    }
    beginnings.add(at, header.pace().rate(at));
    double rate = beginnings.rate();
    // Whole milliseconds travel: two of them are this much nearer than they were decided.
    int most = (int) Math.ceil(rate * 1.002 - 1e-9) + (rate > 100 ? 1 : 0);
    require(
        beginnings.most() <= most,
        "job %s: %s sub-jobs are to begin in a second around %s, at %s per second",
        plan.number(),
        beginnings.most(),
        at,
        rate);
  }

  void revoked(String from, Reply.Revoked revoked) {
    line("job %s: %s are revoked from %s", plan.number(), revoked.grants(), from);
    for (long grant : revoked.grants()) {
      boolean present =
          header != null
              && epochOfGrant.getOrDefault(grant, 0) == header.epoch()
              && !AT_REST.contains(header.status());
      require(
          !present || !fleet.healthy(from) || !fleet.works(from, revoked.job(), grant),
          "job %s: grant %s is taken from %s, which was there all the time",
          plan.number(),
          grant,
          from);
    }
  }

  // --- operations

  void begins(Target.Run run) {
    require(
        header != null && !AT_REST.contains(header.status()),
        "job %s is %s, and %s begins sub-job %s",
        plan.number(),
        header == null ? "gone" : header.status().label(),
        run.life,
        run.operation.index());
    List<Target.Run> others =
        target.running(run.operation.job()).stream()
            .filter(other -> !other.wasInTrouble() && !isStuck(other))
            .toList();
    for (Target.Run other : others) {
      require(
          other.operation.index() != run.operation.index(),
          "job %s: sub-job %s runs on %s and begins on %s",
          plan.number(),
          run.operation.index(),
          other.life,
          run.life);
    }
    Integer most = plan.maxConcurrent();
    require(
        most == null || others.size() < most,
        "job %s: %s operations run, and maxConcurrent is %s",
        plan.number(),
        others.size() + 1,
        most);
    paceAtTarget();
  }

  /** What is granted in a second arrives within that second and the latency of the answers. */
  private void paceAtTarget() {
    boolean changed = world.now() - paceChangedAt < Duration.ofSeconds(3).toNanos();
    if (header.pace() == null || paceIsUnknown || changed) {
      return;
    }
    double rate = Math.max(header.pace().rate(world.time()), beginnings.fastest());
    double window = 1 + LATENCY.toMillis() / 1000.0;
    int begun = target.begunWithin(plan.id(), Duration.ofSeconds(1));
    require(
        begun <= Math.ceil(rate * window) + 1,
        "job %s: %s sub-jobs began within a second, at %s per second",
        plan.number(),
        begun,
        rate);
  }

  private void line(String format, Object... values) {
    world.story().line(world, format, values);
  }
}
