package dev.windlass.simulation;

import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.FailureBudget;
import dev.windlass.job.FailureBudget.OnBreach;
import dev.windlass.job.JobStatus;
import dev.windlass.simulation.Incident.Ask;
import dev.windlass.simulation.Incident.Slow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What is known to go wrong in systems like this one, each told on purpose. */
enum Stories {
  A_WORKER_DIES_BETWEEN_CLAIM_AND_ACKNOWLEDGEMENT(
      long_().with(new Incident.WorkerDiesAtItsNextClaim(0, 0, 4_000))),
  A_WORKER_DIES_BETWEEN_GRANT_AND_FIRST_PROGRESS(
      long_().with(new Incident.WorkerDiesAtItsNextAnswer(0, 0, 4_000))),
  A_FROZEN_WORKER_COMES_BACK_AFTER_ITS_LEASE(
      long_().with(new Incident.WorkerFreezes(2_500, 0, 14_000))),
  A_WORKER_IS_CUT_OFF_AND_COMES_BACK_AFTER_ITS_LEASE(
      long_().with(new Incident.WorkerIsCutOff(2_500, 0, 14_000))),
  THE_COORDINATOR_FAILS_OVER_FOR_LONGER_THAN_A_LEASE(
      long_().coordinators(1).with(new Incident.CoordinatorDies(3_000, 0, 25_000)),
      Stories::nothingRunsTwice),
  A_FROZEN_COORDINATOR_COMES_BACK_AFTER_IT_WAS_REPLACED(
      long_().with(new Incident.CoordinatorFreezes(3_000, 0, 20_000)), Stories::nothingRunsTwice),
  A_BROKER_IS_AWAY_FOR_LONGER_THAN_A_LEASE(
      long_().with(new Incident.BrokerIsAway(3_000, 25_000)), Stories::nothingRunsTwice),
  A_TASK_EXPIRES_UNCLAIMED(
      long_()
          .with(
              new Incident.WorkerFreezes(0, 0, 8_000),
              new Incident.WorkerFreezes(0, 1, 8_000),
              new Incident.TasksExpire(4_000)),
      lived -> ends(lived, JobStatus.COMPLETED)),
  ONE_OF_TWO_GRANTS_OF_A_WORKER_IS_LOST(
      long_().fleet(1, 2).with(new Incident.AnswerIsLost(0, 0)),
      Stories::theLostOneIsGrantedAgainAfterItsLease),
  RESULTS_ARRIVE_LATE_AND_IN_ANOTHER_ORDER_THAN_PROGRESS(
      Scenario.of(1, JobPlan.of(1, 30, 100).failing(0.3, null, 1))
          .fleet(3, 2)
          .with(
              create(0),
              new Incident.TopicIsSlow(100, Slow.RESULTS, 30_000),
              new Incident.WorkerFreezes(1_000, 0, 13_000))),
  A_RESTART_WHILE_AN_OPERATION_OF_THE_OLD_EPOCH_RUNS(
      Scenario.of(1, JobPlan.of(1, 6, 4_000).operations(2, 1).maxConcurrent(2))
          .with(create(0), ask(3_000, DirectiveKind.START))),
  START_AND_PAUSE_SENT_AT_ONCE(
      Scenario.of(1, JobPlan.of(1, 10, 300))
          .with(
              new Ask(0, 0, DirectiveKind.CREATE, Scenario.PARKED),
              ask(1_000, DirectiveKind.START),
              ask(1_000, DirectiveKind.PAUSE),
              ask(6_000, DirectiveKind.PAUSE),
              ask(6_000, DirectiveKind.START))),
  TWO_RUNS_OF_ONE_SERIAL_KEY(
      Scenario.of(
              1,
              JobPlan.of(1, 8, 500).serial("nightly", OnOverlap.QUEUE_ONE),
              JobPlan.of(2, 8, 500).serial("nightly", OnOverlap.QUEUE_ONE),
              JobPlan.of(3, 8, 500).serial("nightly", OnOverlap.SKIP))
          .with(create(0), create(1), create(2), new Incident.CoordinatorDies(1_500, 0, 3_000)),
      Stories::oneAfterTheOther),
  A_QUEUE_THAT_DOES_NOT_EXIST(
      Scenario.of(1, JobPlan.of(1, 3, 100).queue("nowhere"), JobPlan.of(2, 5, 100))
          .with(create(0), create(1)),
      lived -> ends(lived, JobStatus.INVALID, JobStatus.COMPLETED)),
  AN_OVERSIZE_OUTPUT(
      Scenario.of(1, JobPlan.of(1, 3, 100).arguments(90_000), JobPlan.of(2, 5, 100))
          .with(create(0), create(1)),
      lived -> ends(lived, null, JobStatus.COMPLETED)),
  A_ROLLING_UPGRADE_WITH_A_NEWER_WRITER(
      Scenario.of(1, JobPlan.of(1, 40, 400).operations(1, 2))
          .with(
              create(0),
              new Incident.NewerVersion(500, 0),
              new Incident.NewerVersion(1_000, 2),
              new Incident.CoordinatorDies(1_500, 1, 3_000),
              new Incident.NewerVersion(5_000, 3),
              new Incident.WorkerDies(5_500, 1, 1_000))),
  A_PAUSE_IN_THE_MIDDLE_OF_EVERYTHING(
      Scenario.of(1, JobPlan.of(1, 40, 150).operations(3, 2))
          .with(
              create(0),
              ask(2_000, DirectiveKind.PAUSE),
              new Incident.WorkerDies(2_050, 0, 2_000),
              ask(8_000, DirectiveKind.UNPAUSE),
              ask(8_700, DirectiveKind.PAUSE),
              new Incident.CoordinatorDies(8_710, 0, 7_000),
              ask(20_000, DirectiveKind.UNPAUSE))),
  A_HANDLER_THAT_IGNORES_ITS_INTERRUPT(
      Scenario.of(1, JobPlan.of(1, 8, 6_000).ignoringInterrupts())
          .with(create(0), ask(2_000, DirectiveKind.STOP), ask(9_000, DirectiveKind.START))),
  TWO_PROJECTIONS_OF_WHICH_ONE_LAGS(
      Scenario.of(1, JobPlan.of(1, 60, 300))
          .projections(2)
          .with(create(0), new Incident.ProjectionDies(3_000, 0, 1_000))
          .with(projectionsFreezeInTurns())),
  THE_DATABASE_IS_AWAY_DURING_A_RUN(
      Scenario.of(1, JobPlan.of(1, 40, 100))
          .with(create(0), new Incident.DatabaseIsAway(500, 20_000))),
  CLOCKS_DISAGREE_AND_JUMP(
      long_()
          .with(
              new Incident.ClockJumps(0, 0, -25_000),
              new Incident.ClockJumps(0, 1, 25_000),
              new Incident.ClockJumps(4_000, 2, 20_000),
              new Incident.ClockJumps(9_000, 2, -20_000),
              new Incident.CoordinatorDies(12_000, 0, 2_500)),
      Stories::nothingRunsTwice),
  A_PAUSE_UNTIL_AN_INSTANT_OUTLIVES_A_FAIL_OVER(
      Scenario.of(1, JobPlan.of(1, 30, 500).operations(2, 1))
          .with(
              create(0),
              new Ask(
                  1_500,
                  0,
                  DirectiveKind.PAUSE,
                  new Directive.Options(
                      null, false, null, World.START.plusSeconds(20), null, null, null)),
              new Incident.CoordinatorDies(5_000, 0, 3_000)),
      Stories::goesOnByItself),
  A_FAILURE_BUDGET_PAUSES_AND_IS_FORGIVEN(
      Scenario.of(
              1,
              JobPlan.of(1, 30, 200)
                  .failing(0.5, 0, 0)
                  .budget(new FailureBudget(2, null, null, OnBreach.PAUSE)))
          .with(
              create(0),
              ask(5_000, DirectiveKind.UNPAUSE),
              ask(10_000, DirectiveKind.UNPAUSE),
              ask(15_000, DirectiveKind.START),
              new Incident.CoordinatorDies(15_300, 0, 2_500),
              ask(25_000, DirectiveKind.UNPAUSE))),
  A_FAILURE_BUDGET_FAILS_THE_JOB(
      Scenario.of(
              1,
              JobPlan.of(1, 30, 400)
                  .failing(0.5, 0, 0)
                  .budget(new FailureBudget(3, null, null, OnBreach.FAIL)))
          .with(create(0), ask(15_000, DirectiveKind.START), ask(30_000, DirectiveKind.START)),
      lived -> ends(lived, JobStatus.FAILED)),
  ONLY_WHAT_FAILED_IS_RUN_AGAIN(
      Scenario.of(1, JobPlan.of(1, 30, 50).failing(0.3, 0, 0))
          .with(
              create(0),
              new Ask(
                  20_000,
                  0,
                  DirectiveKind.START,
                  new Directive.Options(null, true, null, null, null, null, null)),
              new Incident.WorkerDies(20_300, 0, 1_000)));

  private final Scenario scenario;
  private final Consumer<Simulation.Lived> expectation;

  Stories(Scenario scenario) {
    this(scenario, lived -> {});
  }

  Stories(Scenario scenario, Consumer<Simulation.Lived> expectation) {
    this.scenario = scenario;
    this.expectation = expectation;
  }

  /** Throws where it does not go as it should. */
  void goesWell(long seed, Bugs bugs) {
    expectation.accept(Simulation.run(scenario(seed), bugs));
  }

  /** The same story with other delays and other luck. */
  Scenario scenario(long seed) {
    return scenario.seed(seed);
  }

  /** Sub-jobs of several operations of some seconds, so that leases end in their middle. */
  private static Scenario long_() {
    return Scenario.of(1, JobPlan.of(1, 8, 2_000).operations(2, 2)).with(create(0));
  }

  private static Ask create(int job) {
    return new Ask(job * 20, job, DirectiveKind.CREATE, null);
  }

  private static Ask ask(int at, DirectiveKind directive) {
    return new Ask(at, 0, directive, null);
  }

  private static Incident[] projectionsFreezeInTurns() {
    return IntStream.range(0, 60)
        .mapToObj(i -> new Incident.ProjectionFreezes(500 + 137 * i, i, 250))
        .toArray(Incident[]::new);
  }

  // --- how they should go

  /** Long before anybody would have unpaused it. */
  private static void goesOnByItself(Simulation.Lived lived) {
    JobWatch seen = lived.watch().jobs().iterator().next();
    Watch.require(
        seen.header().stopTime().isBefore(World.START.plusSeconds(50)),
        "it ended at %s",
        seen.header().stopTime());
  }

  /** Who was there all the time keeps what it was granted. */
  private static void nothingRunsTwice(Simulation.Lived lived) {
    ends(lived, JobStatus.COMPLETED);
    for (JobWatch seen : lived.watch().jobs()) {
      int runs = lived.watch().target().ended(seen.plan().id()).size();
      Watch.require(
          runs == seen.plan().operations(),
          "%s operations were run, and there are %s",
          runs,
          seen.plan().operations());
    }
  }

  /** The other grant of the same worker does not keep it alive. */
  private static void theLostOneIsGrantedAgainAfterItsLease(Simulation.Lived lived) {
    JobWatch seen = lived.watch().jobs().iterator().next();
    for (int i = 0; i < 2; i++) {
      long begun = lived.watch().target().firstBegun(seen.plan().id(), i);
      Watch.require(
          begun >= 0 && begun < LEASE.multipliedBy(2).toNanos(),
          "sub-job %s began after %s s",
          i,
          begun / 1e9);
    }
  }

  private static void oneAfterTheOther(Simulation.Lived lived) {
    List<JobWatch> runs = new ArrayList<>();
    lived.watch().jobs().forEach(runs::add);
    Watch.require(
        runs.stream().filter(run -> run.header() != null).count() >= 2,
        "the second run is queued and not lost");
  }

  /** In the order of the jobs; null where there is to be none. */
  private static void ends(Simulation.Lived lived, JobStatus... statuses) {
    int at = 0;
    for (JobWatch seen : lived.watch().jobs()) {
      JobStatus status = seen.header() == null ? null : seen.header().status();
      Watch.require(
          status == statuses[at],
          "job %s is %s and should be %s",
          seen.plan().number(),
          status,
          statuses[at]);
      at++;
    }
  }

  private static final Duration LEASE = Bugs.LEASE;
}
