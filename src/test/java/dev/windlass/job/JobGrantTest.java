package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobGrantTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void theFirstGrantHoldsOneSubJobAndLaterOnesAsManyAsTakeAShortWhile() {
    JobScene scene = JobScene.started(JobSpec.of(1_000));
    Hand first = scene.claim();
    assertThat(first.size()).isEqualTo(1);
    assertThat(scene.status()).isEqualTo(JobStatus.RUNNING);
    first.runAll();
    assertThat(scene.claim().size()).isEqualTo(50);
  }

  @Test
  void aGrantOfLongSubJobsHoldsOne() {
    JobScene scene = JobScene.started(JobSpec.of(1_000));
    scene.claim().ended("c").done(4, 0);
    Hand hand = scene.claim();
    scene.input(
        hand.record(
            false,
            new Progress.GrantProgress(
                hand.granted.grant(),
                hand.granted.nonce(),
                "c",
                4,
                0,
                null,
                0,
                true,
                false,
                9_000_000,
                -1)));
    assertThat(scene.claim().size()).isEqualTo(1);
  }

  @Test
  void aGrantHoldsSixteenPagesAtMost() {
    JobScene scene = JobScene.started(quick(30 * Page.SIZE));
    veryShort(scene);
    Hand hand = scene.claim();
    assertThat(hand.size()).isEqualTo(16 * Page.SIZE - 1);
    assertThat(hand.granted.ranges()).containsExactly(new Range(1, 16 * Page.SIZE - 1));
  }

  @Test
  void aGrantHolds256RangesAtMost() {
    JobScene scene = JobScene.started(quick(Page.SIZE));
    veryShort(scene);
    scene.claim().ended("cf".repeat(511) + "c").done(1023, 511).letGo();
    scene.startOnlyFailed();
    veryShort(scene);
    assertThat(scene.claim().granted.ranges()).hasSize(256).allMatch(range -> range.count() == 1);
  }

  @Test
  void aGrantHolds64BegunSubJobsAtMost() {
    JobScene scene = JobScene.started(JobSpec.of(200).iterations(10_000));
    for (int i = 0; i < 100; i++) {
      Hand hand = scene.claim("w" + i);
      hand.done(1, 0).at(hand.first(), 0, 1, 1, 0).report();
    }
    for (Grant grant : scene.store().grants()) {
      scene.input(new Deadline.LeaseEnded(scene.job, grant.number()));
    }
    Hand one = scene.claim();
    scene.input(
        one.record(
            false,
            new Progress.GrantProgress(
                one.granted.grant(),
                one.granted.nonce(),
                "c",
                19_999,
                0,
                null,
                0,
                true,
                false,
                1,
                -1)));
    Hand many = scene.claim();
    assertThat(many.granted.begun()).hasSize(64);
    assertThat(many.size()).isEqualTo(64);
  }

  @Test
  void theLowestPageWithWaitingWorkIsGrantedFirst() {
    JobScene scene = JobScene.started(quick(3 * Page.SIZE));
    veryShort(scene);
    Hand all = scene.claim("w1");
    scene.leaseEnds(all);
    assertThat(scene.claim("w2").first()).isEqualTo(1);
  }

  @Test
  void aClaimThatCameTooLateIsVoid() {
    JobScene scene = JobScene.started(JobSpec.of(3));
    long task = scene.task();
    assertThat(scene.claim("w1", task)).isNotNull();
    assertThat(scene.claim("w2", task)).isNull();
    assertThat(scene.replies(Reply.Void.class)).containsExactly(new Reply.Void(scene.job, task));
    assertThat(scene.claim("w2", 4711)).isNull();
    scene.start();
    assertThat(scene.claim("w2", task)).isNull();
  }

  // --- tasks

  @Test
  void asManyTasksAreWantedAsGrantsAreNeeded() {
    JobScene scene = JobScene.started(JobSpec.of(100));
    assertThat(scene.bench.wantedTasks(scene.job)).isEqualTo(100);
    scene.input(new Deadline.TasksDue(scene.job, 4));
    assertThat(scene.effects(Effect.SendTask.class)).hasSize(4);
    assertThat(scene.bench.wantedTasks(scene.job)).isEqualTo(96);
    scene.claim().runAll();
    assertThat(scene.bench.wantedTasks(scene.job)).isZero();
  }

  @Test
  void noMoreTasksAreSentThanMayBeGranted() {
    JobScene scene = JobScene.started(JobSpec.of(100).maxConcurrent(7));
    scene.input(new Deadline.TasksDue(scene.job, 50));
    assertThat(scene.effects(Effect.SendTask.class)).hasSize(7);
    scene.claim();
    assertThat(scene.bench.wantedTasks(scene.job)).isZero();
  }

  @Test
  void aTaskThatNobodyClaimsIsSentAgainAfterOneThenTwoThenFourMinutes() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    for (int minutes : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
      scene.input(new Deadline.TasksDue(scene.job, 1));
      scene.pass(MINUTE.multipliedBy(minutes).minusMillis(1));
      assertThat(scene.bench.wantedTasks(scene.job)).as("%s minutes", minutes).isZero();
      scene.pass(Duration.ofMillis(1));
      assertThat(scene.bench.wantedTasks(scene.job)).as("%s minutes", minutes).isEqualTo(1);
    }
  }

  @Test
  void aClaimOnATaskThatCountsAsLostIsVoid() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    long lost = scene.task();
    scene.pass(MINUTE);
    assertThat(scene.claim("w1", lost)).isNull();
    assertThat(scene.replies(Reply.Void.class)).hasSize(1);
    assertThat(scene.claim("w1")).isNotNull();
  }

  @Test
  void afterALongSilenceTheFirstClaimShowsThatTheOthersAreDueSoon() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    scene.input(new Deadline.TasksDue(scene.job, 2));
    scene.pass(MINUTE.multipliedBy(1 + 2 + 4 + 8 + 16));
    for (int i = 0; i < 5; i++) {
      scene.input(new Deadline.TasksDue(scene.job, 2));
      scene.pass(MINUTE.multipliedBy(1L << i));
    }
    scene.input(new Deadline.TasksDue(scene.job, 2));
    assertThat(scene.dispatch().resends()).isGreaterThan(2);
    scene.claim();
    scene.pass(MINUTE);
    assertThat(scene.dispatch().open()).isZero();
    assertThat(scene.bench.wantedTasks(scene.job)).isEqualTo(1);
  }

  @Test
  void aNewEpochExpectsItsClaimsWithinAMinute() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    for (int minutes : List.of(1, 2, 4)) {
      scene.input(new Deadline.TasksDue(scene.job, 1));
      scene.pass(MINUTE.multipliedBy(minutes));
    }
    scene.input(new Deadline.TasksDue(scene.job, 1));
    scene.start();
    scene.input(new Deadline.TasksDue(scene.job, 1));
    scene.pass(MINUTE);
    assertThat(scene.bench.wantedTasks(scene.job)).isEqualTo(1);
  }

  @Test
  void aDeclinedTaskIsWantedAgainAtOnceAndNotAnswered() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    long task = scene.task();
    scene.input(new Claim(scene.job, task, 1, "w1", 0, true));
    assertThat(scene.effects(Effect.SendReply.class)).isEmpty();
    assertThat(scene.bench.wantedTasks(scene.job)).isEqualTo(1);
    assertThat(scene.claim("w2", task)).isNull();
  }

  static JobSpec quick(int subJobs) {
    return JobSpec.of(subJobs).cases(1).iterations(1);
  }

  /** One sub-job ends within a microsecond. */
  static void veryShort(JobScene scene) {
    Hand hand = scene.claim();
    scene.input(
        hand.record(
            false,
            new Progress.GrantProgress(
                hand.granted.grant(),
                hand.granted.nonce(),
                "c",
                1,
                0,
                null,
                0,
                true,
                false,
                1,
                -1)));
  }
}
