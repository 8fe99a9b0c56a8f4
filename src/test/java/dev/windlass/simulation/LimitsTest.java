package dev.windlass.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.StatusRuns;
import dev.windlass.simulation.Incident.Ask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each limit against everything that makes limits leak elsewhere, every cell many times over. That
 * a limit is never broken is watched in every simulation; here it is also shown to be reached, so
 * that a cell does not hold because nothing happened in it.
 */
@ExtendWith(Quiet.class)
class LimitsTest {
  private static final int TIMES = 15;
  private static final int AT = 3_000;

  enum Limit {
    MAX_CONCURRENT(JobPlan.of(1, 40, 400).operations(2, 1).failing(0.3, 0, 0).maxConcurrent(3)),
    JOBS_PER_SECOND(JobPlan.of(1, 60, 100).failing(0.3, 0, 0).jobsPerSecond(5)),
    FAILURES_TO_IGNORE(JobPlan.of(1, 20, 150).operations(3, 2).failing(0.3, 1, 0));

    final JobPlan plan;

    Limit(JobPlan plan) {
      this.plan = plan;
    }
  }

  enum Disturbance {
    KILL_OF_A_WORKER(new Incident.WorkerDies(AT, 0, 2_000)),
    RESTART(ask(AT, DirectiveKind.START)),
    PAUSE_AND_UNPAUSE(ask(AT, DirectiveKind.PAUSE), ask(AT + 3_000, DirectiveKind.UNPAUSE)),
    STOP_AND_START(ask(AT, DirectiveKind.STOP), ask(AT + 3_000, DirectiveKind.START)),
    RETRY_OF_WHAT_FAILED(
        new Ask(
            30_000,
            0,
            DirectiveKind.START,
            new Directive.Options(null, true, null, null, null, null, null))),
    COORDINATOR_FAIL_OVER(new Incident.CoordinatorDies(AT, 0, 2_500));

    final Incident[] incidents;

    Disturbance(Incident... incidents) {
      this.incidents = incidents;
    }
  }

  private static Ask ask(int at, DirectiveKind directive) {
    return new Ask(at, 0, directive, null);
  }

  static Stream<Arguments> cells() {
    return Arrays.stream(Limit.values())
        .flatMap(limit -> Arrays.stream(Disturbance.values()).map(by -> Arguments.of(limit, by)));
  }

  @ParameterizedTest(name = "{0} x {1}")
  @MethodSource("cells")
  void theLimitHolds(Limit limit, Disturbance disturbance) {
    Seeds.each(TIMES, seed -> holds(limit, disturbance, seed));
  }

  private static void holds(Limit limit, Disturbance disturbance, long seed) {
    Scenario scenario =
        Scenario.of(seed, limit.plan)
            .fleet(3, 2)
            .with(new Ask(0, 0, DirectiveKind.CREATE, null))
            .with(disturbance.incidents);
    Simulation.Lived lived = Simulation.run(scenario, Bugs.NONE);
    switch (limit) {
      case MAX_CONCURRENT -> isReached(limit.plan, lived);
      case JOBS_PER_SECOND -> isKept(limit.plan, disturbance, lived);
      case FAILURES_TO_IGNORE -> failsWhatShould(limit.plan, lived);
    }
  }

  private static void isReached(JobPlan plan, Simulation.Lived lived) {
    assertThat(lived.watch().target().mostAtOnce(plan.id()))
        .as("operations at a time")
        .isEqualTo(plan.maxConcurrent());
  }

  /** Over any stretch, up to one second of bunching by late answers. */
  private static void isKept(JobPlan plan, Disturbance disturbance, Simulation.Lived lived) {
    List<Long> begun = new ArrayList<>(lived.watch().target().beginnings(plan.id()));
    assertThat(begun).hasSizeGreaterThanOrEqualTo(plan.subJobs());
    double rate = plan.jobsPerSecond();
    for (int i = 0; i < begun.size(); i++) {
      for (int j = i; j < begun.size(); j++) {
        double seconds = (begun.get(j) - begun.get(i)) / (double) TimeUnit.SECONDS.toNanos(1);
        assertThat(j - i + 1)
            .as("sub-jobs that begin within %s s, with %s", seconds, disturbance)
            .isLessThanOrEqualTo((int) Math.ceil(rate * (seconds + 1)) + 1);
      }
    }
  }

  private static void failsWhatShould(JobPlan plan, Simulation.Lived lived) {
    JobId job = plan.id();
    assertThat(lived.watch().seen(job).header().status()).isEqualTo(JobStatus.FAILED);
    byte[] letters = StatusRuns.decode(lived.database().statuses(job, 0), plan.subJobs());
    for (int i = 0; i < plan.subJobs(); i++) {
      assertThat(letters[i] == 'f')
          .as("sub-job %s has failed, by %s", i, new String(letters))
          .isEqualTo(Target.fails(plan, i));
    }
  }
}
