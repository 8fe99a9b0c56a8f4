package dev.windlass.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One batch job on a {@link JobBench}, spoken to as its clients and workers do: the words of a
 * focused test.
 */
final class JobScene {
  final JobBench bench;
  final JobId job;
  final JobSpec spec;
  private int directives;
  private final List<Decision> last = new ArrayList<>();

  JobScene(JobSpec spec) {
    this(new JobBench(), spec, 1);
  }

  JobScene(JobBench bench, JobSpec spec, int number) {
    this.bench = bench;
    this.spec = spec;
    this.job = JobId.of(JobBench.START, 7, number);
  }

  static JobScene created(JobSpec spec) {
    JobScene scene = new JobScene(spec);
    scene.create(false);
    return scene;
  }

  static JobScene started(JobSpec spec) {
    JobScene scene = new JobScene(spec);
    scene.create(true);
    return scene;
  }

  // --- clients

  DirectiveOutcome create(boolean start) {
    return put(directive(DirectiveKind.CREATE, null, spec.creation(start)));
  }

  DirectiveOutcome directive(DirectiveKind kind) {
    return put(directive(kind, null, null));
  }

  DirectiveOutcome directive(DirectiveKind kind, Directive.Options options) {
    return put(directive(kind, options, null));
  }

  DirectiveOutcome start() {
    return directive(DirectiveKind.START);
  }

  DirectiveOutcome startOnlyFailed() {
    return directive(DirectiveKind.START, onlyFailed());
  }

  DirectiveOutcome stop(boolean reset) {
    return directive(DirectiveKind.STOP, reset(reset));
  }

  DirectiveOutcome pause() {
    return directive(DirectiveKind.PAUSE);
  }

  DirectiveOutcome pauseUntil(Instant until) {
    return directive(
        DirectiveKind.PAUSE, new Directive.Options(null, false, null, until, null, null, null));
  }

  DirectiveOutcome unpause() {
    return directive(DirectiveKind.UNPAUSE);
  }

  DirectiveOutcome delete() {
    return directive(DirectiveKind.DELETE);
  }

  static Directive.Options onlyFailed() {
    return new Directive.Options(null, true, null, null, null, null, null);
  }

  static Directive.Options reset(boolean reset) {
    return new Directive.Options(null, false, reset, null, null, null, null);
  }

  static Directive.Options rate(double perSecond, Duration ramp) {
    return new Directive.Options(perSecond, false, null, null, ramp, null, null);
  }

  static Directive.Options onlyIf(Set<JobStatus> statuses, Integer epoch) {
    return new Directive.Options(null, false, null, null, null, statuses, epoch);
  }

  Directive directive(DirectiveKind kind, Directive.Options options, Creation creation) {
    return new Directive(
        "d" + job.value().getLeastSignificantBits() + "-" + ++directives,
        job,
        kind,
        "ana",
        bench.now(),
        options,
        creation,
        spec.snapshot());
  }

  /** What became of it, as its first event says. */
  DirectiveOutcome put(Directive directive) {
    input(directive);
    return last.get(0).events().get(0).directive();
  }

  List<Decision> input(JobInput input) {
    last.clear();
    last.addAll(bench.put(input));
    return last;
  }

  void pass(Duration time) {
    last.clear();
    last.addAll(bench.pass(time));
  }

  // --- workers

  /** A worker asks for work with the next task that waits; null where it gets none. */
  Hand claim(String worker) {
    Long task = task();
    return task == null ? null : claim(worker, task);
  }

  Hand claim() {
    return claim("w1");
  }

  /** The oldest task that nobody claimed, sent now if there is none. */
  Long task() {
    if (dispatch().open() == 0) {
      input(new Deadline.TasksDue(job, 1));
    }
    return dispatch().open() == 0
        ? null
        : dispatch().firstTask() + dispatch().unclaimed().nextSetBit(0);
  }

  Hand claim(String worker, long task) {
    String nonce = worker + "/" + task;
    input(new Claim(job, task, header().epoch(), worker, 0, false, nonce));
    return replies(Reply.Granted.class).stream()
        .findFirst()
        .map(granted -> new Hand(this, worker, granted))
        .orElse(null);
  }

  void leaseEnds(Hand hand) {
    input(new Deadline.LeaseEnded(job, hand.granted.grant()));
  }

  /** Runs all that is left, one honest worker after the other. */
  void runToTheEnd() {
    for (Hand hand = claim("honest"); hand != null; hand = claim("honest")) {
      hand.runAll();
    }
  }

  // --- what is seen

  JobHeader header() {
    return store().header();
  }

  JobStatus status() {
    return header().status();
  }

  JobStore store() {
    return bench.store(job);
  }

  DispatchState dispatch() {
    return store().dispatch();
  }

  List<Decision> last() {
    return last;
  }

  List<Effect> effects() {
    return last.stream().flatMap(d -> d.effects().stream()).toList();
  }

  <E extends Effect> List<E> effects(Class<E> type) {
    return effects().stream().filter(type::isInstance).map(type::cast).toList();
  }

  <R extends Reply> List<R> replies(Class<R> type) {
    return effects(Effect.SendReply.class).stream()
        .map(Effect.SendReply::reply)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  List<String> events() {
    return last.stream()
        .flatMap(d -> d.events().stream())
        .map(r -> r.event().getClass().getSimpleName())
        .toList();
  }
}
