package dev.windlass.simulation;

import dev.windlass.job.Claim;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.Reply;
import dev.windlass.projection.SimulatedProjection.Database;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads every record as it is written, sees every operation begin, and says what is broken. */
final class Watch {
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
  private final Map<JobId, JobWatch> jobs = new TreeMap<>();
  private final Map<String, List<DirectiveOutcome>> outcomes = new HashMap<>();
  private final Map<Integer, List<Directive>> directives = new HashMap<>();
  private final Map<Integer, Integer> answered = new HashMap<>();
  private final Set<Answer> answers = new HashSet<>();
  private final List<Answer> claims = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Target target;
  private final Map<JobId, Long> looked = new HashMap<>();
  private long lastEventAt;

  Watch(World world, SimLog log, Scenario scenario, Fleet fleet) {
    this.world = world;
    this.topics = log.topics();
    Map<JobId, JobPlan> plans = new TreeMap<>();
    for (JobPlan plan : scenario.jobs()) {
      plans.put(plan.id(), plan);
    }
    this.target = new Target(world, plans, run -> jobs.get(run.operation.job()).begins(run));
    plans.forEach((job, plan) -> jobs.put(job, new JobWatch(world, target, fleet, plan)));
    log.watch(this::written);
  }

  Target target() {
    return target;
  }

  JobWatch seen(JobId job) {
    return jobs.get(job);
  }

  Iterable<JobWatch> jobs() {
    return jobs.values();
  }

  /** Its clock is another from here on: who gave instants before may give them again. */
  void forgetInstants() {
    jobs.values().forEach(JobWatch::forgetInstants);
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
    if (event.directive() != null) {
      outcome(event.directive());
    }
    JobWatch seen = jobs.get(event.job());
    seen.happens(event);
    serialKeys(seen);
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

  private void serialKeys(JobWatch changed) {
    String key = changed.plan().serialKey();
    if (key == null) {
      return;
    }
    long active =
        jobs.values().stream()
            .filter(seen -> key.equals(seen.plan().serialKey()) && seen.header() != null)
            .filter(seen -> seen.header().holdsKey())
            .count();
    require(active <= 1, "%s runs hold the serial key %s", active, key);
  }

  // --- answers

  private void reply(String to, Reply reply, long timestamp) {
    switch (reply) {
      case Reply.Granted granted -> {
        answers.add(new Answer(granted.job(), granted.task(), to));
        jobs.get(granted.job()).granted(to, granted, timestamp);
      }
      case Reply.Void nothing -> answers.add(new Answer(nothing.job(), nothing.task(), to));
      case Reply.Renewed renewed -> line("%s is renewed %s", to, renewed.grants());
      case Reply.Revoked revoked -> jobs.get(revoked.job()).revoked(to, revoked);
    }
  }

  /** Answers come so late that begins bunch up: only the instants of the grants are exact then. */
  void answersAreLate() {
    jobs.values().forEach(JobWatch::answersAreLate);
  }

  // --- views

  /** Whoever asks the view for what a directive did finds it, once the view says it is so far. */
  void looksAt(Database database) {
    for (JobHeader header : database.all()) {
      long before = looked.getOrDefault(header.id(), 0L);
      require(
          header.version() >= before,
          "the view of job %s goes back from version %s to %s",
          jobs.get(header.id()).plan().number(),
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
    jobs.values().forEach(seen -> new JobEnd(seen, target, database).check());
    require(
        database.statistics().equals(database.counted()),
        "statistics say %s and the rows %s",
        database.statistics(),
        database.counted());
  }

  // --- words

  private Object number(JobId job) {
    JobWatch seen = jobs.get(job);
    return seen == null ? job : seen.plan().number();
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
