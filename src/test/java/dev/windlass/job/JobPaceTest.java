package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPaceTest {
  /** Sub-jobs of 20 ms, one each 10 ms, and as much time again for each. */
  private static final int WIDTH = 4;

  @Test
  void beginningsAreOneIntervalApartAndTheFirstAtOnce() {
    JobScene scene = JobScene.started(JobSpec.of(100).jobsPerSecond(4.0));
    List<Integer> offsets = new ArrayList<>();
    for (Hand hand = scene.claim(); hand != null; hand = scene.claim()) {
      offsets.addAll(hand.granted.beginAfterMs());
    }
    assertThat(offsets).containsExactly(0, 250, 500, 750, 1000);
  }

  @Test
  void beyondTheLookAheadAClaimIsVoidAndNoTaskIsWanted() {
    JobScene scene = JobScene.started(JobSpec.of(100).jobsPerSecond(4.0));
    scene.input(new Deadline.TasksDue(scene.job, 50));
    assertThat(scene.effects(Effect.SendTask.class)).hasSize(5);
    for (long task = 1; task <= 5; task++) {
      assertThat(scene.claim("w1", task)).isNotNull();
    }
    assertThat(scene.bench.wantedTasks(scene.job)).isZero();
    scene.pass(Duration.ofMillis(249));
    assertThat(scene.bench.wantedTasks(scene.job)).isZero();
    scene.pass(Duration.ofMillis(1));
    assertThat(scene.bench.wantedTasks(scene.job)).isEqualTo(1);
    assertThat(scene.claim().granted.beginAfterMs()).containsExactly(1000);
  }

  @Test
  void instantsThatPassUnusedAreNotCaughtUp() {
    JobScene scene = JobScene.started(JobSpec.of(100).jobsPerSecond(4.0));
    scene.claim();
    scene.pass(Duration.ofMinutes(1));
    List<Integer> offsets = new ArrayList<>();
    for (Hand hand = scene.claim(); hand != null; hand = scene.claim()) {
      offsets.addAll(hand.granted.beginAfterMs());
    }
    assertThat(offsets).containsExactly(0, 250, 500, 750, 1000);
  }

  @Test
  void noSecondHoldsMoreThanTheRateAndItIsReached() {
    for (double rate : new double[] {1, 3, 7, 60, 999, 5_000}) {
      JobScene scene = JobScene.started(JobGrantTest.quick(20_000).jobsPerSecond(rate));
      List<Instant> begins = new ArrayList<>();
      while (scene.bench.now().isBefore(JobBench.START.plusSeconds(3))) {
        for (Hand hand = scene.claim(); hand != null; hand = scene.claim()) {
          hand.granted.beginAfterMs().forEach(ms -> begins.add(scene.bench.now().plusMillis(ms)));
          hand.runAll();
        }
        scene.pass(Duration.ofMillis(13));
      }
      Collections.sort(begins);
      int from = 0;
      for (int i = 0; i < begins.size(); i++) {
        while (!begins.get(from).plusSeconds(1).isAfter(begins.get(i))) {
          from++;
        }
        assertThat(i - from + 1).as("%s per second", rate).isLessThanOrEqualTo((int) rate);
      }
      assertThat(begins.size()).as("%s per second", rate).isGreaterThanOrEqualTo((int) (3 * rate));
    }
  }

  @Test
  void shortPacedSubJobsShareAGrantAndLongOnesDoNot() {
    JobScene quick = JobScene.started(JobGrantTest.quick(100).jobsPerSecond(20.0));
    quick.claim().runAll();
    assertThat(quick.claim().granted.beginAfterMs()).hasSize(20).startsWith(50, 100, 150);
    JobScene slow = JobScene.started(JobSpec.of(100).iterations(200).jobsPerSecond(20.0));
    slow.claim().runAll();
    assertThat(slow.claim().granted.beginAfterMs()).hasSize(1);
  }

  @Test
  void whereManyBeginBeforeTheFirstHasEndedEachGrantHoldsEveryNthOfThem() {
    JobScene scene = inShares();
    List<Integer> first = scene.claim().granted.beginAfterMs();
    assertThat(first).startsWith(0, 10 * WIDTH, 20 * WIDTH).hasSize(100 / WIDTH);
    assertThat(scene.claim().granted.beginAfterMs()).startsWith(10, 10 * WIDTH + 10);
    assertThat(scene.bench.wantedTasks(scene.job)).isEqualTo(WIDTH - 2);
  }

  @Test
  void theNextReservationIsMadeShortlyBeforeItBegins() {
    JobScene scene = inShares();
    for (int i = 0; i < WIDTH; i++) {
      assertThat(scene.claim()).isNotNull();
    }
    int reserved = 100 / WIDTH * WIDTH * 10;
    assertThat(scene.claim()).isNull();
    scene.pass(Duration.ofMillis(reserved - 201));
    assertThat(scene.bench.wantedTasks(scene.job)).isZero();
    scene.pass(Duration.ofMillis(1));
    assertThat(scene.bench.wantedTasks(scene.job)).isEqualTo(WIDTH);
    assertThat(scene.claim().granted.beginAfterMs()).startsWith(200);
  }

  @Test
  void whatWasReservedAtAnotherPaceIsNotHandedOutAnyMore() {
    JobScene scene = inShares();
    Hand hand = scene.claim();
    scene.pause();
    hand.letGo();
    scene.directive(DirectiveKind.UNPAUSE, JobScene.rate(2, null));
    scene.pass(Duration.ofSeconds(2));
    assertThat(scene.claim().granted.beginAfterMs()).startsWith(0, 500);
  }

  @Test
  void aSubJobWhoseInstantLiesAheadWaits() {
    JobScene scene = JobScene.started(JobSpec.of(10).jobsPerSecond(4.0));
    scene.claim("w1");
    Hand later = scene.claim("w2");
    assertThat(later.granted.beginAfterMs()).containsExactly(250);
    assertThat(scene.header().counts().running()).isEqualTo(1);
    assertThat(scene.header().counts().waiting()).isEqualTo(9);
    assertThat(scene.dispatch().granted()).isEqualTo(1);
    later.at(1, 0, 0, 0, 0).report();
    assertThat(scene.header().counts().running()).isEqualTo(2);
  }

  @Test
  void aSlowPaceDoesNotOutliveItsChange() {
    JobScene scene = JobScene.started(JobSpec.of(10).jobsPerSecond(0.001));
    Hand hand = scene.claim();
    assertThat(scene.bench.wantedTasks(scene.job)).isZero();
    scene.pause();
    hand.letGo();
    scene.directive(DirectiveKind.UNPAUSE, JobScene.rate(10, null));
    assertThat(scene.claim().granted.beginAfterMs()).containsExactly(100);
  }

  @Test
  void aRestartDoesNotBeginMoreThanTheRateEither() {
    JobScene scene = JobScene.started(JobSpec.of(10).jobsPerSecond(1.0));
    Hand hand = scene.claim();
    scene.start();
    hand.letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.STARTING);
    assertThat(scene.claim().granted.beginAfterMs()).containsExactly(1000);
  }

  @Test
  void aRampComesUpFromATenth() {
    JobScene scene = JobScene.started(JobGrantTest.quick(10_000));
    scene.pause();
    scene.directive(DirectiveKind.UNPAUSE, JobScene.rate(100, Duration.ofSeconds(10)));
    assertThat(begun(scene, Duration.ofSeconds(1))).isBetween(8, 25);
    scene.pass(Duration.ofSeconds(9));
    assertThat(begun(scene, Duration.ofSeconds(1))).isBetween(95, 201);
  }

  /** It is known how long its sub-jobs take, and nothing is reserved. */
  private static JobScene inShares() {
    JobScene scene = JobScene.started(JobSpec.of(10_000).iterations(10).jobsPerSecond(100.0));
    scene.claim().runAll();
    scene.pass(Duration.ofMillis(10));
    return scene;
  }

  private static int begun(JobScene scene, Duration time) {
    int begun = 0;
    Instant end = scene.bench.now().plus(time);
    while (scene.bench.now().isBefore(end)) {
      for (Hand hand = scene.claim(); hand != null; hand = scene.claim()) {
        begun += hand.size();
        hand.runAll();
      }
      scene.pass(Duration.ofMillis(10));
    }
    return begun;
  }
}
