package dev.windlass.simulation;

import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.FailureBudget;
import dev.windlass.job.FailureBudget.OnBreach;
import dev.windlass.simulation.Incident.Slow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What jobs there are, who is there to run them, and what befalls them. */
record Scenario(
    long seed,
    int partitions,
    int workers,
    int slots,
    int coordinators,
    int projections,
    List<JobPlan> jobs,
    List<Incident> incidents) {
  static final int HORIZON_MILLIS = 60_000;

  Scenario {
    incidents = incidents.stream().sorted(Comparator.comparingInt(Incident::at)).toList();
  }

  static Scenario of(long seed, JobPlan... jobs) {
    return new Scenario(seed, 2, 2, 2, 2, 1, List.of(jobs), List.of());
  }

  Scenario seed(long other) {
    return new Scenario(
        other, partitions, workers, slots, coordinators, projections, jobs, incidents);
  }

  Scenario with(Incident... more) {
    List<Incident> all = new ArrayList<>(incidents);
    all.addAll(List.of(more));
    return incidents(all);
  }

  Scenario incidents(List<Incident> these) {
    return new Scenario(seed, partitions, workers, slots, coordinators, projections, jobs, these);
  }

  Scenario jobs(List<JobPlan> these) {
    return new Scenario(
        seed, partitions, workers, slots, coordinators, projections, these, incidents);
  }

  Scenario fleet(int howMany, int ofSlots) {
    return new Scenario(
        seed, partitions, howMany, ofSlots, coordinators, projections, jobs, incidents);
  }

  Scenario coordinators(int howMany) {
    return new Scenario(seed, partitions, workers, slots, howMany, projections, jobs, incidents);
  }

  Scenario projections(int howMany) {
    return new Scenario(seed, partitions, workers, slots, coordinators, howMany, jobs, incidents);
  }

  // --- at random

  static Scenario random(long seed) {
    Random chance = new Random(seed * 0xD1342543DE82EF95L + 7);
    Dice dice = new Dice(chance);
    List<JobPlan> jobs = jobs(dice);
    int span = jobs.stream().mapToInt(Scenario::roughly).max().orElseThrow();
    List<Incident> incidents = new ArrayList<>();
    for (int job = 0; job < jobs.size(); job++) {
      directives(dice, job, span, incidents);
    }
    int befalls = dice.one(0, 1, 1, 2, 3, 5, 8);
    for (int i = 0; i < befalls; i++) {
      incidents.add(incident(dice, dice.in(0.8) ? dice.under(span) : dice.under(HORIZON_MILLIS)));
    }
    return new Scenario(
        seed,
        dice.one(1, 2, 4),
        dice.one(1, 2, 3),
        dice.one(1, 2, 4),
        dice.one(1, 2, 2),
        dice.one(1, 1, 2),
        jobs,
        incidents);
  }

  /** How long it may run, in milliseconds: most of what befalls it should befall it then. */
  private static int roughly(JobPlan plan) {
    long operations = Math.max(1, plan.iterations()) * plan.cases() * plan.subJobs();
    double paced = plan.jobsPerSecond() == null ? 0 : plan.subJobs() / plan.jobsPerSecond();
    long busy = operations * (plan.operationMillis() + 20L) / 3;
    return (int) Math.clamp(500 + Math.max(busy, (long) (paced * 1_000)), 1_000, 40_000);
  }

  private record Dice(Random chance) {
    int under(int bound) {
      return chance.nextInt(bound);
    }

    boolean in(double often) {
      return chance.nextDouble() < often;
    }

    @SafeVarargs
    final <T> T one(T... of) {
      return of[chance.nextInt(of.length)];
    }
  }

  private static List<JobPlan> jobs(Dice dice) {
    int count = dice.one(1, 1, 2, 3);
    boolean serial = count > 1 && dice.in(0.3);
    List<JobPlan> jobs = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      jobs.add(job(dice, number, serial));
    }
    return jobs;
  }

  private static JobPlan job(Dice dice, int number, boolean serial) {
    int millis = dice.one(1, 20, 200, 200, 1_500, 6_000);
    boolean large = millis == 1 && dice.in(0.2);
    int subJobs = large ? 1_000 + dice.under(400) : 1 + dice.under(millis > 1_000 ? 8 : 40);
    return new JobPlan(
        number,
        serial ? 7 : dice.under(4_096),
        subJobs,
        large ? 1 : dice.one(1, 1, 2, 3),
        large ? 1 : dice.in(0.03) ? 0 : dice.one(1L, 1L, 2L, 3L),
        dice.in(0.5) ? null : Integer.valueOf(1 + dice.under(4)),
        dice.in(0.6) ? null : large ? Double.valueOf(500.0) : dice.one(0.5, 2.5, 10.0, 100.0),
        dice.one(null, null, 0, 1, 2),
        serial ? "nightly" : null,
        serial ? dice.one(OnOverlap.QUEUE_ONE, OnOverlap.QUEUE_ONE, OnOverlap.SKIP) : null,
        dice.in(0.02) ? "nowhere" : "default",
        millis,
        dice.one(0.0, 0.0, 0.05, 0.3),
        dice.one(0, 0, 2),
        dice.in(0.04),
        dice.in(0.02) ? 90_000 : 0,
        dice.in(0.8)
            ? null
            : new FailureBudget(
                dice.under(3), null, null, dice.one(OnBreach.FAIL, OnBreach.PAUSE)));
  }

  private static void directives(Dice dice, int job, int span, List<Incident> into) {
    into.add(
        new Incident.Ask(dice.under(300), job, DirectiveKind.CREATE, dice.in(0.9) ? null : PARKED));
    int more = dice.one(0, 1, 2, 2, 4, 7);
    for (int i = 0; i < more; i++) {
      into.add(ask(dice, job, span));
    }
    if (dice.in(0.3)) {
      into.add(new Incident.AskedAgain(dice.under(2 * span), job));
    }
  }

  /** Of a create: it does not start. */
  static final Directive.Options PARKED =
      new Directive.Options(null, false, false, null, null, null, null);

  private static Incident.Ask ask(Dice dice, int job, int span) {
    DirectiveKind kind =
        dice.one(
            DirectiveKind.START,
            DirectiveKind.START,
            DirectiveKind.STOP,
            DirectiveKind.PAUSE,
            DirectiveKind.PAUSE,
            DirectiveKind.UNPAUSE,
            DirectiveKind.UNPAUSE,
            DirectiveKind.DELETE);
    if (kind == DirectiveKind.DELETE && dice.in(0.7)) {
      kind = DirectiveKind.PAUSE;
    }
    int at = dice.under(span * 3 / 2);
    Double rate = dice.in(0.3) ? dice.one(0.5, 3.0, 40.0) : null;
    Duration ramp = rate != null && dice.in(0.3) ? Duration.ofSeconds(10) : null;
    Directive.Options options =
        switch (kind) {
          case START -> new Directive.Options(rate, dice.in(0.3), null, null, null, null, null);
          case UNPAUSE -> new Directive.Options(rate, false, null, null, ramp, null, null);
          case STOP -> new Directive.Options(null, false, dice.in(0.5), null, null, null, null);
          case PAUSE ->
              new Directive.Options(
                  null,
                  false,
                  null,
                  dice.in(0.3) ? World.START.plusMillis(at + dice.under(20_000)) : null,
                  null,
                  null,
                  null);
          default -> null;
        };
    return new Incident.Ask(at, job, kind, options);
  }

  private static Incident incident(Dice dice, int at) {
    int who = dice.under(8);
    int shortly = 50 + dice.under(2_000);
    int beyondALease = 11_000 + dice.under(25_000);
    int time = dice.in(0.5) ? shortly : beyondALease;
    return switch (dice.under(21)) {
      case 0, 1 -> new Incident.WorkerDies(at, who, time);
      case 2, 3 -> new Incident.WorkerFreezes(at, who, time);
      case 4 -> new Incident.WorkerIsCutOff(at, who, time);
      case 5 -> new Incident.AnswerIsLost(at, who);
      case 6 -> new Incident.WorkerDiesAtItsNextAnswer(at, who, time);
      case 7, 8 -> new Incident.CoordinatorDies(at, who, 2_000 + time);
      case 9 -> new Incident.CoordinatorFreezes(at, who, time);
      case 10 -> new Incident.CoordinatorIsCutOff(at, who, time);
      case 11 -> new Incident.ProjectionDies(at, who, time);
      case 12 -> new Incident.ProjectionFreezes(at, who, time);
      case 13 -> new Incident.DatabaseIsAway(at, time);
      case 14 -> new Incident.BrokerIsAway(at, time);
      case 15 ->
          new Incident.TopicIsSlow(
              at, Slow.values()[dice.under(Slow.values().length)], shortly * 5);
      case 16 ->
          dice.in(0.3)
              ? new Incident.TasksExpire(at)
              : new Incident.QueueIsUnreliable(at, 0.05, 0.2);
      case 17 -> new Incident.ClockJumps(at, who, dice.under(60_000) - 30_000);
      case 18 -> new Incident.WorkerDiesAtItsNextClaim(at, who, time);
      case 19 -> new Incident.ForgedProgress(at, who);
      default -> new Incident.NewerVersion(at, who);
    };
  }
}
