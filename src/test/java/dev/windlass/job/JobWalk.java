package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Creation.OnOverlap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * One random history of one to three batch jobs: whatever clients, workers, the network and the
 * clock may do, in any order. The seed is the whole history. After every step the invariants hold,
 * and at the end honest workers and timers bring every job to an end.
 */
final class JobWalk {
  /** A job of the walk, with what watches over it and what is under way to and from it. */
  private static final class Walked {
    final JobScene scene;
    final JobInvariants invariants = new JobInvariants();
    final List<Effect.PublishControl> controls = new ArrayList<>();
    final List<Long> tasks = new ArrayList<>();
    final List<Long> oldTasks = new ArrayList<>();
    final List<Directive> said = new ArrayList<>();
    final List<String> answered = new ArrayList<>();
    WalkOracle oracle;

    Walked(JobScene scene) {
      this.scene = scene;
      this.oracle = new WalkOracle(scene.spec);
    }
  }

  private record Line(Instant at, Object what) {}

  private final long seed;
  private final Random random;
  private final JobBench bench;
  private final Map<JobId, Walked> jobs = new LinkedHashMap<>();
  private final Map<String, WalkWorker> workers = new LinkedHashMap<>();
  private final Map<WalkWorker, List<Reply>> inboxes = new LinkedHashMap<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<Progress> reports = new ArrayList<>();
  private final List<Line> story = new ArrayList<>();
  private final double failureRate;
  private final double lastFailureRate;

  JobWalk(long seed, UnaryOperator<JobBench.Decider> bug) {
    this.seed = seed;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    this.bench = new JobBench(bug);
    long opMicros = one(50L, 5_000L, 60_000L, 1_000_000L);
    int count = chance(0.3) ? 3 : 1;
    JobSpec first = spec(count > 1);
    for (int number = 1; number <= count; number++) {
      Walked walked = new Walked(new JobScene(bench, number == 1 ? first : spec(true), number));
      jobs.put(walked.scene.job, walked);
    }
    boolean budgets = jobs.values().stream().anyMatch(w -> w.scene.spec.budget() != null);
    this.failureRate = budgets ? one(0.05, 0.3, 0.6) : one(0.0, 0.0, 0.05, 0.3);
    this.lastFailureRate = budgets ? failureRate : 0;
    for (int i = 1; i <= 3; i++) {
      hire("worker-" + i, opMicros);
    }
  }

  private JobSpec spec(boolean serial) {
    boolean large = !serial && chance(0.03);
    JobSpec spec =
        JobSpec.of(large ? 1025 + random.nextInt(1976) : 1 + random.nextInt(chance(0.5) ? 5 : 40))
            .cases(large ? 1 : 1 + random.nextInt(3))
            .iterations(large ? 1 : chance(0.05) ? 0 : 1 + random.nextInt(3))
            .failuresToIgnore(one(null, 0, 1, 2))
            .maxConcurrent(chance(0.5) ? null : 1 + random.nextInt(4))
            .failureBudget(chance(0.7) ? null : budget())
            .definitionsBudget(chance(0.9) ? null : budget())
            .jobsPerSecond(chance(0.6) ? null : large ? 1000.0 : one(0.5, 2.5, 7.0, 100.0, 1000.0));
    return serial
        ? spec.serial("nightly", chance(0.8) ? OnOverlap.QUEUE_ONE : OnOverlap.SKIP)
        : spec;
  }

  private FailureBudget budget() {
    FailureBudget.OnBreach then = one(FailureBudget.OnBreach.values());
    return chance(0.7)
        ? new FailureBudget(random.nextInt(3), null, null, then)
        : new FailureBudget(null, 25.0, null, then);
  }

  private WalkWorker hire(String name, long opMicros) {
    WalkWorker worker = new WalkWorker(name, random, opMicros);
    workers.put(name, worker);
    inboxes.put(worker, new ArrayList<>());
    return worker;
  }

  // --- the history

  /**
   * The steps from status to status that it took. Throws with the whole story where one is wrong.
   */
  Set<Step> run() {
    try {
      jobs.values().forEach(walked -> say(walked, Verb.CREATE));
      int steps = 40 + random.nextInt(120);
      for (int i = 0; i < steps; i++) {
        step(any(jobs.values()), any(workers.values()));
      }
      end();
      return new TreeSet<>(bench.steps());
    } catch (AssertionError | RuntimeException wrong) {
      throw new AssertionError(
          "history "
              + seed
              + ": "
              + wrong.getMessage()
              + "\nreplay it with -Dwindlass.seed="
              + seed
              + "\n"
              + story(),
          wrong);
    }
  }

  private void step(Walked walked, WalkWorker worker) {
    JobId job = walked.scene.job;
    int dice = random.nextInt(100);
    if (dice < 8) {
      say(walked, any(List.of(Verb.values())));
    } else if (dice < 10) {
      sayAgain(walked);
    } else if (dice < 22) {
      dealTasks(walked, 1 + random.nextInt(4));
    } else if (dice < 34) {
      claim(walked, worker);
    } else if (dice < 46) {
      deliverClaim();
    } else if (dice < 54) {
      worker.frozen = chance(0.15);
    } else if (dice < 64) {
      readControl(walked, worker);
      work(walked, worker);
    } else if (dice < 74) {
      if (!worker.frozen && worker.busy(job)) {
        reports.add(worker.reports(job, chance(0.2)));
      }
    } else if (dice < 86) {
      deliverReport();
    } else if (dice < 88) {
      loseLease(walked);
    } else if (dice < 90) {
      forge(walked);
    } else {
      pass(walked);
    }
  }

  // --- clients

  private void say(Walked walked, Verb verb) {
    JobScene scene = walked.scene;
    if (verb == Verb.DELETE && chance(0.8)) {
      return;
    }
    Directive.Options options = verb.options;
    if (verb.kind == DirectiveKind.UNPAUSE && chance(0.5) || verb == Verb.START && chance(0.3)) {
      double rate = scene.spec.subJobs() > 1000 ? 2000 : one(0.5, 3.0, 40.0);
      options = JobScene.rate(rate, chance(0.3) ? Duration.ofSeconds(20) : null);
    } else if (verb == Verb.PAUSE && chance(0.3)) {
      Instant until = bench.now().plusMillis(random.nextInt(60_000));
      options = new Directive.Options(null, false, null, until, null, null, null);
    }
    Creation creation = verb == Verb.CREATE ? scene.spec.creation(chance(0.9)) : null;
    Directive directive = scene.directive(verb.kind, options, creation);
    if (verb.kind == DirectiveKind.START && chance(0.05)) {
      directive = without(directive);
    }
    walked.said.add(directive);
    put(directive);
  }

  private static Directive without(Directive d) {
    return new Directive(
        d.id(),
        d.job(),
        d.directive(),
        d.requestedBy(),
        d.time(),
        d.options(),
        null,
        Snapshot.missing("the definition is gone"));
  }

  /** A directive that was said before: told as a repeat if it is known, and nothing else. */
  private void sayAgain(Walked walked) {
    Directive directive = any(walked.said);
    JobHeader before = walked.scene.header();
    int last = walked.answered.lastIndexOf(directive.id());
    boolean known = last >= 0 && last >= walked.answered.size() - DirectiveMemory.SIZE;
    List<Decision> made = put(directive);
    if (known) {
      assertThat(made).hasSize(1);
      assertThat(made.get(0).effects()).isEmpty();
      assertThat(made.get(0).events()).hasSize(1);
      assertThat(made.get(0).header()).isEqualTo(before.with(next -> next.version++));
    }
  }

  // --- tasks and claims

  private void dealTasks(Walked walked, int most) {
    if (bench.wantedTasks(walked.scene.job) > 0) {
      put(new Deadline.TasksDue(walked.scene.job, most));
    }
  }

  private void claim(Walked walked, WalkWorker worker) {
    List<Long> from = chance(0.9) ? walked.tasks : walked.oldTasks;
    if (worker.frozen || from.isEmpty() || walked.scene.header() == null) {
      return;
    }
    Long task = any(from);
    if (chance(0.9)) {
      walked.tasks.remove(task);
      walked.oldTasks.add(task);
    }
    if (chance(0.95)) {
      int epoch = walked.scene.header().epoch() - (chance(0.05) ? 1 : 0);
      claims.add(claimOf(walked, worker, task, epoch, chance(0.05)));
    }
  }

  private static Claim claimOf(
      Walked walked, WalkWorker worker, long task, int epoch, boolean declined) {
    String nonce = worker.incarnation + "/" + task;
    return new Claim(walked.scene.job, task, epoch, worker.incarnation, 0, declined, nonce);
  }

  private void deliverClaim() {
    if (!claims.isEmpty()) {
      int at = random.nextInt(claims.size());
      put(chance(0.1) ? claims.get(at) : claims.remove(at));
    }
  }

  // --- workers

  private void readControl(Walked walked, WalkWorker worker) {
    if (!worker.frozen && !walked.controls.isEmpty() && chance(0.7)) {
      int newest = walked.controls.size() - 1;
      worker.reads(
          walked.scene.job, walked.controls.get(chance(0.8) ? newest : random.nextInt(newest + 1)));
    }
  }

  private void work(Walked walked, WalkWorker worker) {
    if (worker.frozen) {
      return;
    }
    inboxes.get(worker).forEach(worker::receives);
    inboxes.get(worker).clear();
    worker.works(walked.scene.spec, walked.scene.job, 1 + random.nextInt(12), failureRate);
    if (chance(0.1)) {
      worker.handsBack(walked.scene.job);
    }
  }

  /** Late, doubled, reordered, or never. */
  private void deliverReport() {
    if (reports.isEmpty()) {
      return;
    }
    int at = random.nextInt(reports.size());
    Progress report = chance(0.15) ? reports.get(at) : reports.remove(at);
    if (chance(0.05)) {
      return;
    }
    put(report);
    if (chance(0.2)) {
      nothingBy(report);
    }
  }

  private void nothingBy(Progress report) {
    nothing(put(report));
  }

  private static void nothing(List<Decision> made) {
    for (Decision decision : made) {
      assertThat(decision.events()).as("events of the same progress again").isEmpty();
      assertThat(decision.grants()).as("grants changed by the same progress again").isEmpty();
      assertThat(decision.pages()).isEmpty();
    }
  }

  private void loseLease(Walked walked) {
    List<Grant> grants = walked.scene.store().grants();
    if (!grants.isEmpty()) {
      put(new Deadline.LeaseEnded(walked.scene.job, any(grants).number()));
    }
  }

  /** Progress that no honest worker of this grant sends. */
  private void forge(Walked walked) {
    List<Grant> grants = walked.scene.store().grants();
    if (grants.isEmpty() || walked.scene.spec.iterations() == 0) {
      return;
    }
    Grant grant = any(grants);
    boolean stranger = chance(0.5);
    long more = stranger ? 1 : 1_000_000;
    Progress.GrantProgress said =
        new Progress.GrantProgress(
            grant.number(),
            stranger ? "guessed" : grant.nonce(),
            stranger ? "" : one("", "w1", "c100000", "?"),
            grant.done() + more,
            grant.failed(),
            null,
            0,
            false,
            false,
            1,
            -1);
    Progress forged = new Progress(walked.scene.job, grant.incarnation(), 0, false, List.of(said));
    story.add(new Line(bench.now(), forged));
    List<Decision> made = bench.put(forged);
    nothing(made);
    spread(made);
    check(walked);
  }

  // --- time

  private void pass(Walked walked) {
    long ms = chance(0.8) ? random.nextInt(60) : chance(0.9) ? random.nextInt(3_000) : 600_000;
    passes(Duration.ofMillis(ms));
  }

  private void passes(Duration time) {
    story.add(new Line(bench.now(), time + " passes"));
    spread(bench.pass(time));
    jobs.values().forEach(this::check);
  }

  // --- one step

  private List<Decision> put(JobInput input) {
    story.add(new Line(bench.now(), input));
    Walked walked = jobs.get(input.job());
    List<Decision> made = bench.put(input);
    if (input instanceof Deadline.LeaseEnded ended) {
      walked.oracle.loses(ended.grant());
    } else if (input instanceof Progress progress) {
      walked.oracle.accepts(progress);
    }
    spread(made);
    if (input instanceof Directive directive && walked.scene.header() != null) {
      remember(walked, directive, made.get(0).events().get(0).directive());
    }
    jobs.values().forEach(this::check);
    return made;
  }

  private static void remember(Walked walked, Directive directive, DirectiveOutcome outcome) {
    if (outcome.state() != DirectiveOutcome.State.REPEATED) {
      walked.answered.add(directive.id());
    }
  }

  private void spread(List<Decision> made) {
    for (Decision decision : made) {
      Walked walked = jobs.get(decision.job());
      decision.events().forEach(recorded -> walked.oracle.sees(recorded.event()));
      for (Effect effect : decision.effects()) {
        switch (effect) {
          case Effect.SendTask task -> {
            if (chance(0.97)) {
              walked.tasks.add(task.task());
            }
          }
          case Effect.PublishControl control -> walked.controls.add(control);
          case Effect.SendReply reply -> {
            if (reply.reply() instanceof Reply.Granted granted) {
              walked.oracle.sees(granted, reply.incarnation(), decision.header(), bench.now());
            }
            inboxes.get(workers.get(reply.incarnation())).add(reply.reply());
          }
          case Effect.DropState gone -> {
            walked.oracle = new WalkOracle(walked.scene.spec);
            walked.answered.clear();
          }
          default -> {}
        }
      }
    }
  }

  private void check(Walked walked) {
    walked.invariants.hold(walked.scene.store());
    if (walked.scene.header() != null) {
      walked.oracle.agreesWith(walked.scene.store());
      DispatchState dispatch = walked.scene.dispatch();
      Integer most = walked.scene.header().maxConcurrent();
      if (most != null && dispatch.open() + walked.scene.header().openGrants() > most) {
        throw new AssertionError("more tasks are out than may be granted: " + dispatch);
      }
    }
  }

  // --- the end

  /** Whoever was there is gone; those that come now are honest and quick. */
  private void end() {
    claims.clear();
    reports.clear();
    for (Walked walked : jobs.values()) {
      walked.scene.store().grants().forEach(grant -> loseToTheEnd(walked, grant));
    }
    WalkWorker honest = hire("honest", 1_000);
    int bound = 400 + 4 * jobs.values().stream().mapToInt(w -> w.scene.spec.subJobs()).sum();
    for (int round = 0; round < bound; round++) {
      if (jobs.values().stream().allMatch(this::over)) {
        jobs.values().forEach(this::fullyDone);
        return;
      }
      boolean moved = false;
      for (Walked walked : jobs.values()) {
        moved |= goesOn(walked, honest);
      }
      if (!moved || jobs.keySet().stream().noneMatch(job -> bench.wantedTasks(job) > 0)) {
        passes(Duration.ofSeconds(moved ? 1 : 30));
      }
    }
    throw new AssertionError("honest workers and timers do not bring it to an end");
  }

  private void loseToTheEnd(Walked walked, Grant grant) {
    put(new Deadline.LeaseEnded(walked.scene.job, grant.number()));
  }

  private boolean over(Walked walked) {
    JobHeader header = walked.scene.header();
    return header == null || header.status() == JobStatus.CREATED || header.status().ended();
  }

  private boolean goesOn(Walked walked, WalkWorker honest) {
    JobScene scene = walked.scene;
    if (over(walked)) {
      return false;
    }
    if (scene.spec.iterations() == 0) {
      say(walked, Verb.STOP);
      return true;
    } else if (scene.status() == JobStatus.PAUSED) {
      say(walked, Verb.UNPAUSE);
    }
    dealTasks(walked, 100);
    boolean claimed = !walked.tasks.isEmpty();
    for (Long task : List.copyOf(walked.tasks)) {
      walked.tasks.remove(task);
      put(claimOf(walked, honest, task, scene.header().epoch(), false));
    }
    if (!walked.controls.isEmpty()) {
      honest.reads(scene.job, walked.controls.get(walked.controls.size() - 1));
    }
    inboxes.get(honest).forEach(honest::receives);
    inboxes.get(honest).clear();
    if (honest.busy(scene.job)) {
      honest.works(scene.spec, scene.job, Integer.MAX_VALUE, lastFailureRate);
      put(honest.reports(scene.job, false));
      return true;
    }
    return claimed;
  }

  private void fullyDone(Walked walked) {
    JobHeader header = walked.scene.header();
    if (header != null && header.status() == JobStatus.COMPLETED) {
      assertThat(header.counts().ended()).isEqualTo(header.subJobs());
      assertThat(header.operationsDone())
          .as("operations of a completed job")
          .isEqualTo(header.operationsExpected());
    }
  }

  // --- chance

  private boolean chance(double p) {
    return random.nextDouble() < p;
  }

  @SafeVarargs
  private <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  private <T> T any(java.util.Collection<T> of) {
    List<T> list = of instanceof List<T> known ? known : new ArrayList<>(of);
    return list.get(random.nextInt(list.size()));
  }

  private String story() {
    StringBuilder text = new StringBuilder();
    jobs.values().forEach(walked -> text.append(walked.scene.spec.creation(true)).append('\n'));
    story.forEach(line -> text.append(line.at()).append(' ').append(line.what()).append('\n'));
    return text.toString();
  }
}
