package dev.windlass.simulation;

import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.simulation.Incident.Ask;
import dev.windlass.simulation.Incident.Slow;
import java.time.Duration;
import java.util.List;

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
      long_().coordinators(1).with(new Incident.CoordinatorDies(3_000, 0, 25_000))),
  A_FROZEN_COORDINATOR_COMES_BACK_AFTER_IT_WAS_REPLACED(
      long_().with(new Incident.CoordinatorFreezes(3_000, 0, 20_000))),
  A_BROKER_IS_AWAY_FOR_LONGER_THAN_A_LEASE(long_().with(new Incident.BrokerIsAway(3_000, 25_000))),
  A_TASK_EXPIRES_UNCLAIMED(
      long_()
          .with(
              new Incident.WorkerFreezes(0, 0, 8_000),
              new Incident.WorkerFreezes(0, 1, 8_000),
              new Incident.TasksExpire(4_000))),
  ONE_OF_TWO_GRANTS_OF_A_WORKER_IS_LOST(long_().fleet(1, 2).with(new Incident.AnswerIsLost(0, 0))),
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
          .with(create(0), create(1), create(2), new Incident.CoordinatorDies(1_500, 0, 3_000))),
  A_QUEUE_THAT_DOES_NOT_EXIST(
      Scenario.of(1, JobPlan.of(1, 3, 100).queue("nowhere"), JobPlan.of(2, 5, 100))
          .with(create(0), create(1))),
  AN_OVERSIZE_OUTPUT(
      Scenario.of(1, JobPlan.of(1, 3, 100).arguments(90_000), JobPlan.of(2, 5, 100))
          .with(create(0), create(1))),
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
      Scenario.of(1, JobPlan.of(1, 40, 100))
          .projections(2)
          .with(
              create(0),
              new Incident.ProjectionFreezes(800, 0, 1_500),
              new Incident.ProjectionFreezes(2_600, 1, 1_500),
              new Incident.ProjectionDies(3_000, 0, 1_000))),
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
              new Incident.CoordinatorDies(12_000, 0, 2_500))),
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

  Stories(Scenario scenario) {
    this.scenario = scenario;
  }

  /** The same story with other delays and other luck. */
  Scenario scenario(long seed) {
    return new Scenario(
        seed,
        scenario.partitions(),
        scenario.workers(),
        scenario.slots(),
        scenario.coordinators(),
        scenario.projections(),
        scenario.jobs(),
        scenario.incidents());
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

  static List<Stories> all() {
    return List.of(values());
  }

  static final Duration LEASE = Bugs.LEASE;
}
