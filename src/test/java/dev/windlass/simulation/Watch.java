package dev.windlass.simulation;

import dev.windlass.job.Claim;
import dev.windlass.job.Counts;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobEvolution;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Reply;
import dev.windlass.projection.SimulatedProjection.Database;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads every record as it is written, sees every operation begin, and says what is broken. */
final class Watch {
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

  /** A batch job as its events tell it. */
  static final class Seen {
    final JobPlan plan;
    JobHeader header;
    long epochBeganAt;
    long clearedBeganAt;
    long paceChangedAt;
    int forgiven;
    boolean broke;
    boolean mustGiveUp;
    final Map<Long, Integer> epochOfGrant = new HashMap<>();
    final Map<Integer, Integer> attempts = new HashMap<>();
    final Deque<Beginning> beginnings = new ArrayDeque<>();

    Seen(JobPlan plan) {
      this.plan = plan;
    }

    boolean ended() {
      return header != null && header.status().ended();
    }
  }

  private record Beginning(Instant at, double rate) {}

  private record Answer(JobId job, long task, String incarnation) {}

  /** Something that was promised and did not hold. */
  static final class Broken extends AssertionError {
    private static final long serialVersionUID = 1;

    Broken(String what) {
      super(what);
    }
  }

  /** What only the simulation knows. */
  interface Fleet {
    boolean works(String incarnation, JobId job, long grant);

    /** It was reachable for the last minute. */
    boolean healthy(String incarnation);
  }

  private final World world;
  private final Topics topics;
  private final Fleet fleet;
  private final Map<JobId, Seen> jobs = new TreeMap<>();
  private final Map<String, List<DirectiveOutcome>> outcomes = new HashMap<>();
  private final Map<Integer, List<Directive>> directives = new HashMap<>();
  private final Map<Integer, Integer> answered = new HashMap<>();
  private final Set<Answer> answers = new HashSet<>();
  private final List<Answer> claims = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Target target;
  private final Map<JobId, Long> looked = new HashMap<>();
  private long lastEventAt;
  private final Duration latency = Duration.ofMillis(900);

  Watch(World world, SimLog log, Scenario scenario, Fleet fleet) {
    this.world = world;
    this.topics = log.topics();
    this.fleet = fleet;
    Map<JobId, JobPlan> plans = new TreeMap<>();
    for (JobPlan plan : scenario.jobs()) {
      plans.put(plan.id(), plan);
      jobs.put(plan.id(), new Seen(plan));
    }
    this.target = new Target(world, plans, this::begins);
    log.watch(this::written);
  }

  Target target() {
    return target;
  }

  Seen seen(JobId job) {
    return jobs.get(job);
  }

  Iterable<Seen> jobs() {
    return jobs.values();
  }

  /** Its clock is another from here on: who gave instants before may give them again. */
  void forgetInstants() {
    jobs.values().forEach(seen -> seen.beginnings.clear());
  }

  // --- records

  private void written(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    if (topic.equals(topics.events())) {
      event(EventCodec.read(record.headers(), record.value()));
    } else if (topic.equals(topics.directives())) {
      Directive directive = Json.read(record.value(), Directive.class);
      directives.computeIfAbsent(record.partition(), p -> new ArrayList<>()).add(directive);
      line("asked: %s of job %s", directive.directive(), number(directive.job()));
    } else if (topic.equals(topics.grants())) {
      if (RecordType.of(record.headers()) == RecordType.REPLY) {
        String to = new String(record.key(), StandardCharsets.UTF_8);
        reply(to, Json.read(record.value(), Reply.class), record.timestamp());
      }
    } else if (topic.equals(topics.claims())) {
      Claim claim = Json.read(record.value(), Claim.class);
      if (!claim.declined()) {
        claims.add(new Answer(claim.job(), claim.task(), claim.incarnation()));
      }
    } else if (topic.equals(topics.deadLetters())) {
      DeadLetter letter = Json.read(record.value(), DeadLetter.class);
      line("put aside: %s", letter.reason());
      deadLetters.add(letter);
    }
  }

  /** When anything was last decided about a batch job; a closing client's questions apart. */
  long lastEventAt() {
    return lastEventAt;
  }

  private void event(EventRecord event) {
    if (!(event.event() instanceof JobEvent.DirectiveRefused)) {
      lastEventAt = world.now();
    }
    Seen seen = jobs.get(event.job());
    line(
        "job %s: %s%s",
        seen.plan.number(),
        event.event().getClass().getSimpleName(),
        event.header() == null ? "" : told(event.header()));
    if (event.directive() != null) {
      outcome(event.directive());
    }
    if (event.event() instanceof JobEvent.JobPurged) {
      seen.header = null;
    } else if (event.header() != null) {
      follows(seen, event);
      numbersAddUp(event.header());
      countsNeverRunBack(seen.header, event.header());
      begins(seen, event.header());
      keepsToBudget(seen, event);
      seen.header = event.header();
      rests(seen);
      serialKeys(seen);
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

  private void outcome(DirectiveOutcome outcome) {
    List<DirectiveOutcome> before = outcomes.computeIfAbsent(outcome.id(), id -> new ArrayList<>());
    boolean applied = outcome.state() == DirectiveOutcome.State.APPLIED;
    boolean wasApplied =
        before.stream().anyMatch(known -> known.state() == DirectiveOutcome.State.APPLIED);
    require(!applied || !wasApplied, "directive %s is applied twice", outcome.id());
    require(
        outcome.state() != DirectiveOutcome.State.REPEATED || !before.isEmpty(),
        "directive %s repeats nothing",
        outcome.id());
    before.add(outcome);
  }

  private void follows(Seen seen, EventRecord event) {
    long before = seen.header == null ? 0 : seen.header.version();
    require(
        event.header().version() == before + 1,
        "job %s: version %s follows %s",
        seen.plan.number(),
        event.header().version(),
        before);
    JobHeader folded = JobEvolution.evolve(seen.header, event.event());
    require(
        folded.equals(event.header()),
        "job %s: the events fold to %s and the header says %s",
        seen.plan.number(),
        folded,
        event.header());
  }

  private void numbersAddUp(JobHeader header) {
    Counts c = header.counts();
    int sum = 0;
    for (int n :
        new int[] {
          c.created(),
          c.waiting(),
          c.running(),
          c.paused(),
          c.stopped(),
          c.completed(),
          c.completedWithErrors(),
          c.failed(),
          c.invalid()
        }) {
      require(n >= 0, "a count is below 0: %s", c);
      sum += n;
    }
    require(sum == header.subJobs(), "%s sub-jobs are counted as %s", header.subJobs(), c);
    require(
        header.operationsFailed() >= 0 && header.operationsFailed() <= header.operationsDone(),
        "%s of %s operations failed",
        header.operationsFailed(),
        header.operationsDone());
    require(
        header.operationsExpected() < 0 || header.operationsDone() <= header.operationsExpected(),
        "%s of %s operations are done",
        header.operationsDone(),
        header.operationsExpected());
    require(
        header.maxConcurrent() == null || header.openGrants() <= header.maxConcurrent(),
        "%s grants are out, and maxConcurrent is %s",
        header.openGrants(),
        header.maxConcurrent());
  }

  private void countsNeverRunBack(JobHeader before, JobHeader after) {
    if (before != null && before.epoch() == after.epoch()) {
      require(
          after.operationsDone() >= before.operationsDone()
              && after.counts().ended() >= before.counts().ended(),
          "counts run back from %s to %s",
          told(before),
          told(after));
    }
  }

  private void begins(Seen seen, JobHeader after) {
    if (seen.header == null || seen.header.epoch() != after.epoch()) {
      seen.epochBeganAt = world.now();
      seen.attempts.clear();
    }
    if (seen.header == null || !Objects.equals(seen.header.pace(), after.pace())) {
      seen.paceChangedAt = world.now();
    }
    if (seen.header == null || seen.header.clearedAt() != after.clearedAt()) {
      seen.clearedBeganAt = world.now();
    }
  }

  /** Nothing goes on that has broken its failure budget, and nothing gives up that has not. */
  private void keepsToBudget(Seen seen, EventRecord event) {
    JobHeader before = seen.header;
    JobHeader after = event.header();
    if (seen.plan.budget() == null || before == null) {
      return;
    }
    int failed = after.counts().failed() + after.counts().invalid();
    boolean held = before.status() == JobStatus.PAUSED || before.status() == JobStatus.PAUSING;
    boolean goesOn = held && after.status().dispatches();
    if (before.epoch() != after.epoch()) {
      seen.forgiven = 0;
      seen.broke = false;
    } else if (goesOn && seen.broke) {
      seen.forgiven = failed;
      seen.broke = false;
    }
    boolean breaks = failed - seen.forgiven > seen.plan.budget().tolerated(seen.plan.subJobs());
    boolean gaveUp =
        event.event() instanceof JobEvent.JobPausing pausing && pausing.failureReason() != null
            || event.event() instanceof JobEvent.JobStopping stopping
                && stopping.after() == JobStatus.FAILED;
    require(
        !gaveUp || breaks,
        "job %s: %s sub-jobs failed, %s are forgiven, and it gives up",
        seen.plan.number(),
        failed,
        seen.forgiven);
    require(
        !seen.mustGiveUp || gaveUp || !before.status().dispatches(),
        "job %s: more sub-jobs failed than its budget tolerates, and it goes on",
        seen.plan.number());
    seen.mustGiveUp = breaks && after.status().dispatches();
    seen.broke |= gaveUp;
  }

  /** Where nothing is under way by the record, nothing is under way. */
  private void rests(Seen seen) {
    if (!AT_REST.contains(seen.header.status())) {
      return;
    }
    for (Target.Run run : target.running(seen.plan.id())) {
      require(
          run.wasInTrouble() || isStuck(seen.plan, run),
          "job %s is %s, and %s still runs sub-job %s",
          seen.plan.number(),
          seen.header.status().label(),
          run.life,
          run.operation.index());
    }
  }

  /** A handler that ignores its interrupt for too long has lost its slot. */
  private boolean isStuck(JobPlan plan, Target.Run run) {
    return plan.ignoresInterrupts() && world.now() - run.beganAt >= JobPlan.STOP_TIMEOUT.toNanos();
  }

  private void serialKeys(Seen changed) {
    String key = changed.plan.serialKey();
    if (key == null) {
      return;
    }
    long active =
        jobs.values().stream()
            .filter(seen -> key.equals(seen.plan.serialKey()) && seen.header != null)
            .filter(seen -> seen.header.holdsKey())
            .count();
    require(active <= 1, "%s runs hold the serial key %s", active, key);
  }

  // --- answers

  private void reply(String to, Reply reply, long timestamp) {
    switch (reply) {
      case Reply.Granted granted -> {
        answers.add(new Answer(granted.job(), granted.task(), to));
        granted(to, granted, timestamp);
      }
      case Reply.Void nothing -> answers.add(new Answer(nothing.job(), nothing.task(), to));
      case Reply.Renewed renewed -> line("%s is renewed %s", to, renewed.grants());
      case Reply.Revoked revoked -> revoked(to, revoked);
    }
  }

  private void granted(String to, Reply.Granted granted, long timestamp) {
    Seen seen = jobs.get(granted.job());
    line(
        "job %s: grant %s of %s %s to %s, after %s ms",
        seen.plan.number(),
        granted.grant(),
        granted.ranges(),
        granted.begun(),
        to,
        granted.beginAfterMs());
    require(
        seen.header.status().dispatches(),
        "job %s is %s, and grant %s goes out",
        seen.plan.number(),
        seen.header.status().label(),
        granted.grant());
    require(
        seen.epochOfGrant.put(granted.grant(), granted.epoch()) == null,
        "job %s: grant %s is given twice",
        seen.plan.number(),
        granted.grant());
    granted
        .begun()
        .forEach(
            begun -> {
              int before = seen.attempts.getOrDefault(begun.index(), 1);
              require(
                  begun.attempt() > before,
                  "job %s: sub-job %s had begun, and is handed out as attempt %s after %s",
                  seen.plan.number(),
                  begun.index(),
                  begun.attempt(),
                  before);
              seen.attempts.put(begun.index(), begun.attempt());
            });
    for (int ms : granted.beginAfterMs()) {
      paced(seen, Instant.ofEpochMilli(timestamp).plusMillis(ms));
    }
  }

  /** By the coordinator's clock, which gives the instants. */
  private void paced(Seen seen, Instant at) {
    if (seen.header == null || seen.header.pace() == null) {
      return;
    }
    seen.beginnings.add(new Beginning(at, seen.header.pace().rate(at)));
    while (!seen.beginnings.peek().at().isAfter(at.minusSeconds(1))) {
      seen.beginnings.poll();
    }
    double rate = seen.beginnings.stream().mapToDouble(Beginning::rate).max().orElseThrow();
    // Whole milliseconds travel: two of them are this much nearer than they were decided.
    int most = (int) Math.ceil(rate * 1.002 - 1e-9) + (rate > 100 ? 1 : 0);
    require(
        seen.beginnings.size() <= most,
        "job %s: %s sub-jobs are to begin in the second before %s, at %s per second",
        seen.plan.number(),
        seen.beginnings.size(),
        at,
        rate);
  }

  private void revoked(String from, Reply.Revoked revoked) {
    Seen seen = jobs.get(revoked.job());
    line("job %s: %s are revoked from %s", seen.plan.number(), revoked.grants(), from);
    for (long grant : revoked.grants()) {
      boolean present =
          seen.header != null
              && seen.epochOfGrant.getOrDefault(grant, 0) == seen.header.epoch()
              && !AT_REST.contains(seen.header.status());
      require(
          !present || !fleet.healthy(from) || !fleet.works(from, revoked.job(), grant),
          "job %s: grant %s is taken from %s, which was there all the time",
          seen.plan.number(),
          grant,
          from);
    }
  }

  // --- operations

  private void begins(Target.Run run) {
    Seen seen = jobs.get(run.operation.job());
    require(
        seen.header != null && !AT_REST.contains(seen.header.status()),
        "job %s is %s, and %s begins sub-job %s",
        seen.plan.number(),
        seen.header == null ? "gone" : seen.header.status().label(),
        run.life,
        run.operation.index());
    List<Target.Run> others =
        target.running(run.operation.job()).stream()
            .filter(other -> !other.wasInTrouble() && !isStuck(seen.plan, other))
            .toList();
    for (Target.Run other : others) {
      require(
          other.operation.index() != run.operation.index(),
          "job %s: sub-job %s runs on %s and begins on %s",
          seen.plan.number(),
          run.operation.index(),
          other.life,
          run.life);
    }
    Integer most = seen.plan.maxConcurrent();
    require(
        most == null || others.size() < most,
        "job %s: %s operations run, and maxConcurrent is %s",
        seen.plan.number(),
        others.size() + 1,
        most);
    paceAtTarget(seen);
  }

  /** What is granted in a second arrives within that second and the latency of the answers. */
  private void paceAtTarget(Seen seen) {
    boolean changed = world.now() - seen.paceChangedAt < Duration.ofSeconds(3).toNanos();
    if (seen.header.pace() == null || paceIsUnknown || changed) {
      return;
    }
    double rate = Math.max(seen.header.pace().rate(world.time()), fastest(seen));
    double window = 1 + latency.toMillis() / 1000.0;
    require(
        target.begunWithin(seen.plan.id(), Duration.ofSeconds(1)) <= Math.ceil(rate * window) + 1,
        "job %s: %s sub-jobs began within a second, at %s per second",
        seen.plan.number(),
        target.begunWithin(seen.plan.id(), Duration.ofSeconds(1)),
        rate);
  }

  private double fastest(Seen seen) {
    return seen.beginnings.stream().mapToDouble(Beginning::rate).max().orElse(0);
  }

  private boolean paceIsUnknown;

  /** Answers come so late that begins bunch up: only the instants of the grants are exact then. */
  void answersAreLate() {
    paceIsUnknown = true;
  }

  // --- views

  /** Whoever asks the view for what a directive did finds it, once the view says it is so far. */
  void looksAt(Database database) {
    for (JobHeader header : database.all()) {
      long before = looked.getOrDefault(header.id(), 0L);
      require(
          header.version() >= before,
          "the view of job %s goes back from version %s to %s",
          jobs.get(header.id()).plan.number(),
          before,
          header.version());
      looked.put(header.id(), header.version());
    }
    for (var known : directives.entrySet()) {
      List<Directive> all = known.getValue();
      int at = answered.getOrDefault(known.getKey(), 0);
      for (; at < all.size() && at <= database.directivesApplied(known.getKey()); at++) {
        Directive directive = all.get(at);
        require(
            database.hasDirective(directive.job(), directive.id()),
            "the view says it knows directive %s, and does not",
            directive.id());
      }
      answered.put(known.getKey(), at);
    }
  }

  // --- the end

  void end(Database database, Scenario scenario) {
    directives.values().stream()
        .flatMap(List::stream)
        .forEach(d -> require(outcomes.containsKey(d.id()), "%s was never decided", d.id()));
    for (Answer claim : claims) {
      require(answers.contains(claim), "a claim was never answered: %s", claim);
    }
    require(
        scenario.jobs().stream().anyMatch(plan -> plan.argumentBytes() > 0)
            || deadLetters.isEmpty(),
        "put aside: %s",
        deadLetters);
    jobs.values().forEach(seen -> end(seen, database));
    require(
        database.statistics().equals(database.counted()),
        "statistics say %s and the rows %s",
        database.statistics(),
        database.counted());
  }

  private void end(Seen seen, Database database) {
    require(
        Objects.equals(seen.header, database.job(seen.plan.id())),
        "job %s: the view says %s and the events %s",
        seen.plan.number(),
        database.job(seen.plan.id()),
        seen.header);
    if (seen.header == null) {
      return;
    }
    require(
        seen.header.openGrants() == 0,
        "job %s has ended, and %s grants are out",
        seen.plan.number(),
        seen.header.openGrants());
    if (seen.header.status() == JobStatus.COMPLETED) {
      completed(seen, database);
    }
  }

  /** Every operation was really run since the epoch began that holds, and is counted once. */
  private void completed(Seen seen, Database database) {
    JobPlan plan = seen.plan;
    require(
        seen.header.operationsDone() == plan.operations(),
        "job %s completed with %s operations of %s",
        plan.number(),
        seen.header.operationsDone(),
        plan.operations());
    Map<String, int[]> runs = new HashMap<>();
    for (Target.Run run : target.ended(plan.id())) {
      if (run.beganAt >= seen.clearedBeganAt) {
        int[] of =
            runs.computeIfAbsent(
                run.operation.index()
                    + "/"
                    + run.operation.iteration()
                    + "/"
                    + run.operation.caseIndex(),
                key -> new int[2]);
        of[run.failed ? 1 : 0]++;
      }
    }
    require(
        runs.size() == plan.operations(),
        "job %s completed, and %s of its %s operations were run, not %s",
        plan.number(),
        runs.size(),
        plan.operations(),
        missing(plan, runs.keySet()));
    long surely = runs.values().stream().filter(of -> of[0] == 0).count();
    long perhaps = runs.values().stream().filter(of -> of[1] > 0).count();
    require(
        seen.header.operationsFailed() >= surely && seen.header.operationsFailed() <= perhaps,
        "job %s: %s operations failed by its counts, and %s to %s did",
        plan.number(),
        seen.header.operationsFailed(),
        surely,
        perhaps);
    for (int i = 0; i < plan.subJobs(); i++) {
      results(seen, database, i);
    }
  }

  private static List<String> missing(JobPlan plan, Set<String> runs) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < plan.subJobs(); i++) {
      for (int j = 0; j < plan.iterations(); j++) {
        for (int k = 0; k < plan.cases(); k++) {
          String operation = i + "/" + j + "/" + k;
          if (!runs.contains(operation)) {
            missing.add(operation);
          }
        }
      }
    }
    return missing;
  }

  private void results(Seen seen, Database database, int subJob) {
    long succeeded =
        target.ended(seen.plan.id()).stream()
            .filter(run -> run.beganAt >= seen.clearedBeganAt && !run.failed)
            .filter(run -> run.operation.index() == subJob)
            .filter(run -> run.operation.caseIndex() == seen.plan.cases() - 1)
            .filter(run -> run.operation.iteration() == seen.plan.iterations() - 1)
            .count();
    boolean onlySucceeded =
        target.ended(seen.plan.id()).stream()
            .filter(run -> run.beganAt >= seen.clearedBeganAt && run.failed)
            .noneMatch(run -> run.operation.index() == subJob);
    if (succeeded > 0 && onlySucceeded) {
      require(
          database
              .outputs(seen.plan.id(), subJob, seen.header.clearedAt())
              .contains("output " + subJob),
          "job %s: the result of sub-job %s is missing",
          seen.plan.number(),
          subJob);
    }
  }

  // --- words

  private Object number(JobId job) {
    Seen seen = jobs.get(job);
    return seen == null ? job : seen.plan.number();
  }

  private void line(String format, Object... values) {
    world.story().line(world, format, values);
  }

  static void require(boolean holds, String broken, Object... values) {
    if (!holds) {
      throw new Broken(broken.formatted(values));
    }
  }
}
