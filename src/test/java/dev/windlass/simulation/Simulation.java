package dev.windlass.simulation;

import dev.windlass.coordinator.SimulatedPartition;
import dev.windlass.job.Definition.Priority;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Progress;
import dev.windlass.projection.SimulatedProjection;
import dev.windlass.wire.Json;
import dev.windlass.wire.Topics;
import dev.windlass.worker.SimulatedWorker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Lives through one scenario and throws where a promise is broken. */
final class Simulation {
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** Tasks that were lost before all was well are sent again after one and after two minutes. */
  private static final Duration STUCK = Duration.ofMinutes(5);

  private final Scenario scenario;
  private final Bugs bugs;
  private final Story story = new Story();
  private final World world;
  private final SimLog log;
  private final SimSettings settings;
  private final Watch watch;
  private final Strands strands;
  private final SimQueue queue;
  private final SimulatedWorker.Fleet fleet;
  private final SimulatedWorker[] workers;
  private final Coordinators coordinators;
  private final Life[] projections;
  private final SimulatedProjection.Database database = new SimulatedProjection.Database();
  private final Random chance;
  private final Map<JobId, List<Directive>> asked = new HashMap<>();
  private final SimProducer clients;
  private boolean calm;
  private int closing;
  private int looks;

  private Simulation(Scenario scenario, Bugs bugs, boolean told) {
    this.scenario = scenario;
    this.bugs = bugs;
    if (told) {
      story.tell();
    }
    this.world = new World(scenario.seed(), story);
    this.settings = SimSettings.of(scenario);
    Topics topics = settings.wire.names();
    this.log = new SimLog(world, topics);
    log.doubles(0.03, topics.claims(), topics.progress());
    this.chance = world.random("simulation");
    this.strands = new Strands(world);
    this.workers = new SimulatedWorker[scenario.workers()];
    this.projections = new Life[scenario.projections()];
    this.watch = new Watch(world, log, scenario, new Known());
    this.fleet =
        new SimulatedWorker.Fleet(
            world,
            log,
            strands,
            settings.worker,
            scenario.partitions(),
            settings.wire.queues(),
            watch.target()::handler);
    this.queue =
        new SimQueue(
            world,
            log,
            topics.tasks("default", Priority.NORMAL),
            "default",
            () -> List.of(workers));
    this.coordinators =
        new Coordinators(
            new SimulatedPartition.Cluster(
                world,
                log,
                settings.wire,
                settings.coordinator,
                settings.lifetimes,
                name -> scenario.workers() * scenario.slots(),
                bugs.core(),
                bugs.coordinator()),
            scenario.coordinators(),
            scenario.partitions(),
            watch,
            this::another);
    this.clients = new SimProducer(world, log, new Life(world, "clients"));
  }

  /**
   * A history that kept its promises.
   *
   * @param hash the same for the same scenario
   */
  record Lived(long hash, Watch watch, SimulatedProjection.Database database, Duration took) {}

  static Lived run(Scenario scenario, Bugs bugs) {
    return new Simulation(scenario, bugs, false).live();
  }

  /** The story of a run; the last line says how it ended. */
  static String story(Scenario scenario, Bugs bugs) {
    Simulation simulation = new Simulation(scenario, bugs, true);
    try {
      simulation.live();
      return simulation.story + "\nand all was well";
    } catch (AssertionError | RuntimeException e) {
      return simulation.story + "\nBROKEN: " + e.getMessage();
    }
  }

  private Lived live() {
    try {
      for (int i = 0; i < workers.length; i++) {
        hire(i);
      }
      coordinators.start();
      for (int i = 0; i < projections.length; i++) {
        project(i);
      }
      scenario.incidents().forEach(i -> world.at(i.time().toNanos(), null, () -> befalls(i)));
      look();
      world.run(Duration.ofMillis(Scenario.HORIZON_MILLIS).toNanos(), () -> false);
      calm();
      world.run(world.now() + PATIENCE.toNanos(), () -> isOver() || isStuck());
      boolean over = isOver();
      Watch.require(over, "it does not come to an end: %s", standing());
      watch.looksAt(database);
      watch.end(database, scenario);
      scenario.jobs().forEach(plan -> coordinators.audit(plan.id()));
      return new Lived(story.hash(), watch, database, Duration.ofNanos(world.now()));
    } finally {
      for (SimulatedWorker worker : workers) {
        if (worker != null) {
          worker.life().end();
        }
      }
    }
  }

  private void look() {
    watch.looksAt(database);
    if (++looks % 10 == 0) {
      scenario.jobs().forEach(plan -> coordinators.audit(plan.id()));
    }
    world.after(Duration.ofMillis(100), null, this::look);
  }

  // --- processes

  private void hire(int number) {
    Life life = new Life(world, "worker-" + (number + 1) + "." + world.number());
    workers[number] = new SimulatedWorker(fleet, life, bugs.workersLease(), bugs.workerLog());
    workers[number].start();
    story.line(world, "%s starts", life);
  }

  private void project(int number) {
    Life life = new Life(world, "projection-" + (number + 1) + "." + world.number());
    projections[number] = life;
    new SimulatedProjection(world, log, life, database, bugs.projection())
        .start(scenario.partitions());
  }

  /** A worker that a grant was not meant for. */
  private void another(byte[] reply, org.apache.kafka.common.header.Headers headers) {
    SimulatedWorker other = workers[chance.nextInt(workers.length)];
    String name = other.life().name();
    log.append(
        log.topics().grants(),
        Math.floorMod(name.hashCode(), scenario.partitions()),
        name.getBytes(StandardCharsets.UTF_8),
        reply,
        headers,
        world.time().toEpochMilli());
  }

  private final class Known implements Watch.Fleet {
    @Override
    public boolean works(String incarnation, JobId job, long grant) {
      return find(incarnation) != null && find(incarnation).works(job, grant);
    }

    @Override
    public boolean healthy(String incarnation) {
      SimulatedWorker worker = find(incarnation);
      return worker != null
          && !worker.life().isOver()
          && !worker.life().wasInTroubleSince(world.now() - TimeUnit.SECONDS.toNanos(60));
    }

    private SimulatedWorker find(String incarnation) {
      for (SimulatedWorker worker : workers) {
        if (worker.life().name().equals(incarnation)) {
          return worker;
        }
      }
      return null;
    }
  }

  // --- what befalls them

  private void befalls(Incident incident) {
    if (!(incident instanceof Incident.Ask)) {
      story.line(world, "--- %s", incident);
    }
    switch (incident) {
      case Incident.Ask ask -> ask(ask);
      case Incident.AskedAgain again -> askAgain(again);
      case Incident.WorkerDies dies -> kill(number(dies.worker()), dies.restartsAfter());
      case Incident.WorkerFreezes freezes ->
          worker(freezes.worker()).life().freeze(Duration.ofMillis(freezes.millis()));
      case Incident.WorkerIsCutOff cut ->
          worker(cut.worker()).life().cut(Duration.ofMillis(cut.millis()));
      case Incident.AnswerIsLost lost -> loseAnswer(worker(lost.worker()));
      case Incident.WorkerDiesAtItsNextAnswer dies ->
          dieAtAnswer(number(dies.worker()), dies.restartsAfter());
      case Incident.WorkerDiesAtItsNextClaim dies ->
          dieAtClaim(number(dies.worker()), dies.restartsAfter());
      case Incident.ForgedProgress forged -> forge(forged.job());
      case Incident.CoordinatorDies dies ->
          coordinators.dies(dies.coordinator(), Duration.ofMillis(dies.takenOverAfter()));
      case Incident.CoordinatorFreezes freezes ->
          coordinators.freezes(freezes.coordinator(), Duration.ofMillis(freezes.millis()));
      case Incident.CoordinatorIsCutOff cut ->
          coordinators.isCutOff(cut.coordinator(), Duration.ofMillis(cut.millis()));
      case Incident.ProjectionDies dies -> {
        int number = dies.projection() % projections.length;
        projections[number].end();
        world.after(Duration.ofMillis(dies.restartsAfter()), null, () -> project(number));
      }
      case Incident.ProjectionFreezes freezes ->
          projections[freezes.projection() % projections.length].freeze(
              Duration.ofMillis(freezes.millis()));
      case Incident.DatabaseIsAway away ->
          database.awayUntil(world.now() + TimeUnit.MILLISECONDS.toNanos(away.millis()));
      case Incident.BrokerIsAway away -> log.away(Duration.ofMillis(away.millis()));
      case Incident.TopicIsSlow slow -> slow(slow);
      case Incident.TasksExpire expire -> queue.expire();
      case Incident.QueueIsUnreliable unreliable -> {
        queue.loses(unreliable.losing());
        queue.doubles(unreliable.doubling());
      }
      case Incident.ClockJumps jumps ->
          machine(jumps.machine()).skew(Duration.ofMillis(jumps.millis()));
      case Incident.NewerVersion newer -> machine(newer.machine()).becomesNewer();
    }
    if (incident instanceof Incident.ClockJumps) {
      watch.forgetInstants();
    }
    if (!(incident instanceof Incident.Ask)) {
      watch.answersAreLate();
    }
  }

  private int number(int worker) {
    return worker % workers.length;
  }

  private SimulatedWorker worker(int number) {
    return workers[number(number)];
  }

  private Life machine(int number) {
    int at = number % (workers.length + scenario.coordinators());
    return at < workers.length ? workers[at].life() : coordinators.process(at - workers.length);
  }

  private void kill(int number, int restartsAfter) {
    if (!workers[number].life().isOver()) {
      story.line(world, "%s dies", workers[number].life());
      workers[number].life().end();
      world.after(Duration.ofMillis(restartsAfter), null, () -> hire(number));
    }
  }

  private static void loseAnswer(SimulatedWorker worker) {
    boolean[] lost = new boolean[1];
    worker.loses(
        reply -> {
          boolean loses = !lost[0];
          lost[0] = true;
          return loses;
        });
  }

  private void dieAtAnswer(int number, int restartsAfter) {
    SimulatedWorker worker = workers[number];
    boolean[] dies = new boolean[1];
    worker.loses(
        reply -> {
          if (!dies[0]) {
            dies[0] = true;
            world.at(world.now(), null, () -> kill(number, restartsAfter));
          }
          return false;
        });
  }

  private void dieAtClaim(int number, int restartsAfter) {
    byte[] name = ("\"" + workers[number].life().name() + "\"").getBytes(StandardCharsets.UTF_8);
    boolean[] dies = new boolean[1];
    log.watch(
        record -> {
          if (!dies[0]
              && record.topic().equals(log.topics().claims())
              && new String(record.value(), StandardCharsets.UTF_8)
                  .contains(new String(name, StandardCharsets.UTF_8))) {
            dies[0] = true;
            world.at(world.now(), null, () -> kill(number, restartsAfter));
          }
        });
  }

  /** The last progress of the batch job again, with more in it, from one who guesses the nonce. */
  private void forge(int job) {
    JobId id = scenario.jobs().get(job % scenario.jobs().size()).id();
    int partition = id.partition(scenario.partitions());
    String topic = log.topics().progress();
    for (long offset = log.end(topic, partition) - 1; offset >= 0; offset--) {
      Progress last = Json.read(log.at(topic, partition, offset).value(), Progress.class);
      if (last.job().equals(id) && !last.grants().isEmpty()) {
        byte[] forged = Json.write(forged(last));
        log.append(topic, partition, new byte[0], forged, null, world.time().toEpochMilli());
        return;
      }
    }
  }

  private static Progress forged(Progress last) {
    return new Progress(
        last.job(),
        last.incarnation(),
        last.grantsPartition(),
        false,
        last.grants().stream()
            .map(
                said ->
                    new Progress.GrantProgress(
                        said.grant(),
                        "guessed",
                        said.ended(),
                        said.done(),
                        said.failed(),
                        said.current(),
                        0,
                        true,
                        false,
                        said.busyMicros(),
                        -1))
            .toList());
  }

  private void slow(Incident.TopicIsSlow slow) {
    Topics topics = log.topics();
    String topic =
        switch (slow.topic()) {
          case CONTROL -> topics.control();
          case GRANTS -> topics.grants();
          case CLAIMS -> topics.claims();
          case PROGRESS -> topics.progress();
          case RESULTS -> topics.results();
          case EVENTS -> topics.events();
          case DIRECTIVES -> topics.directives();
        };
    log.slow(topic, Duration.ofMillis(slow.millis()));
  }

  // --- clients

  private void ask(Incident.Ask ask) {
    JobPlan plan = scenario.jobs().get(ask.job() % scenario.jobs().size());
    boolean create = ask.directive() == DirectiveKind.CREATE;
    ask(
        plan,
        ask.directive(),
        create ? null : ask.options(),
        create && ask.options() != Scenario.PARKED);
  }

  private void ask(
      JobPlan plan, DirectiveKind kind, Directive.Options options, boolean startsAtOnce) {
    boolean create = kind == DirectiveKind.CREATE;
    Directive directive =
        new Directive(
            create ? plan.id().toString() : "d-" + world.number(),
            plan.id(),
            kind,
            "ana",
            world.time(),
            options,
            create ? plan.creation(startsAtOnce) : null,
            plan.snapshot());
    asked.computeIfAbsent(plan.id(), job -> new ArrayList<>()).add(directive);
    send(directive);
    if (chance.nextDouble() < 0.1) {
      world.after(Duration.ofMillis(chance.nextInt(3_000)), null, () -> send(directive));
    }
  }

  /** An answer that does not come makes the client ask again, with the same id. */
  private void send(Directive directive) {
    clients
        .send(
            log.topics().directives(),
            directive.job().partition(scenario.partitions()),
            directive.job().toString(),
            Json.write(directive),
            dev.windlass.wire.RecordType.DIRECTIVE.headers())
        .whenComplete(
            (offset, failure) -> {
              if (failure != null) {
                send(directive);
              }
            });
  }

  private void askAgain(Incident.AskedAgain again) {
    JobPlan plan = scenario.jobs().get(again.job() % scenario.jobs().size());
    List<Directive> known = asked.getOrDefault(plan.id(), List.of());
    if (!known.isEmpty()) {
      send(known.get(chance.nextInt(known.size())));
    }
  }

  // --- the end

  /** Everybody is there again, nothing fails any more, and what stands still is set going. */
  private void calm() {
    calm = true;
    story.line(world, "--- from here on all is well");
    queue.loses(0);
    queue.doubles(0);
    watch.target().heals();
    close();
  }

  private void close() {
    closing++;
    for (JobWatch seen : watch.jobs()) {
      if (seen.header() == null) {
        continue;
      }
      JobStatus status = seen.header().status();
      if (status == JobStatus.PAUSED) {
        ask(seen.plan(), DirectiveKind.UNPAUSE, null, false);
      } else if (seen.plan().iterations() == 0 && active(status)) {
        ask(seen.plan(), DirectiveKind.STOP, null, false);
      } else if (status == JobStatus.CREATED
          || status == JobStatus.STOPPED && closing < 3 && seen.plan().iterations() > 0) {
        ask(seen.plan(), DirectiveKind.START, null, false);
      }
    }
    world.after(Duration.ofSeconds(closing < 20 ? 5 : 60), null, this::close);
  }

  private static boolean active(JobStatus status) {
    return switch (status) {
      case STARTING, RUNNING, RESTARTING, PAUSING -> true;
      default -> false;
    };
  }

  private boolean isOver() {
    if (!calm || closing < 4) {
      return false;
    }
    for (JobWatch seen : watch.jobs()) {
      if (seen.header() != null && !seen.header().status().ended()) {
        return false;
      }
    }
    for (SimulatedWorker worker : workers) {
      if (worker.life().isOver() || worker.holds() > 0) {
        return false;
      }
    }
    for (int p = 0; p < scenario.partitions(); p++) {
      for (String topic : List.of(log.topics().events(), log.topics().results())) {
        if (database.next(topic, p) < log.end(topic, p)) {
          return false;
        }
      }
      if (!coordinators.hasRead(p)) {
        return false;
      }
    }
    return true;
  }

  private boolean isStuck() {
    return world.now() - watch.lastEventAt() > STUCK.toNanos();
  }

  private String standing() {
    StringBuilder text = new StringBuilder();
    for (JobWatch seen : watch.jobs()) {
      if (seen.header() != null) {
        text.append(
            "job %d is %s; ".formatted(seen.plan().number(), seen.header().status().label()));
      }
    }
    for (SimulatedWorker worker : workers) {
      text.append("%s holds %d; ".formatted(worker.life(), worker.holds()));
    }
    return text.toString();
  }
}
