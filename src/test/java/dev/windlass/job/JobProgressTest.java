package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobProgressTest {
  @Test
  void doubledAndReorderedProgressCountsOnce() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    Hand hand = scene.claim();
    Progress early = hand.done(1, 0).at(0, 0, 1, 1, 0).says(false);
    Progress late = hand.done(3, 1).at(0, 1, 1, 3, 1).says(false);
    scene.input(late);
    scene.input(early);
    scene.input(late);
    assertThat(scene.last().get(0).nothing()).isTrue();
    assertThat(scene.header().operationsDone()).isEqualTo(3);
    assertThat(scene.header().operationsFailed()).isEqualTo(1);
    assertThat(scene.store().read(0).begun(0)).contains(new Begun(0, 1, 1, 3, 1, 1));
  }

  @Test
  void aGrantThatOneRecordListsTwiceCountsOnce() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    Hand hand = scene.claim().done(2, 0).at(0, 1, 0, 2, 0);
    scene.input(hand.record(false, hand.said(false, false), hand.said(false, false)));
    assertThat(scene.header().operationsDone()).isEqualTo(2);
    scene.input(hand.record(false, hand.said(true, false), hand.said(true, false)));
    assertThat(scene.header().openGrants()).isZero();

    Hand old = scene.claim();
    scene.start();
    scene.input(old.record(false, old.said(true, false), old.said(true, false)));
    assertThat(scene.header().openGrants()).isZero();
    assertThat(scene.header().staleGrants()).isZero();
  }

  @Test
  void impossibleProgressIsRevokedAndNotCounted() {
    for (String letters : List.of("cc", "w", "?", "c99999999999")) {
      revokes(letters, 4, 0);
    }
    revokes("", 9, 0);
    revokes("", 1, 2);
    revokes("", 1, -1);
  }

  private static void revokes(String ended, long done, long failed) {
    JobScene scene = JobScene.started(JobSpec.of(2));
    Hand hand = scene.claim().ended(ended).done(done, failed).report();
    assertThat(scene.replies(Reply.Revoked.class)).as("%s %s %s", ended, done, failed).hasSize(1);
    assertThat(scene.events()).isEmpty();
    hand.letGo();
    assertThat(scene.header().openGrants()).isZero();
    assertThat(scene.header().operationsDone()).isZero();
    assertThat(scene.claim("w2").first()).isZero();
  }

  @Test
  void failedOperationsNeverBecomeFewer() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    Hand hand = scene.claim().done(2, 2).report();
    hand.done(3, 0).report();
    assertThat(scene.replies(Reply.Revoked.class)).hasSize(1);
    assertThat(scene.header().operationsFailed()).isEqualTo(2);
  }

  @Test
  void aStrangersProgressIsRevoked() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    Hand hand = scene.claim("w1");
    Hand thief = new Hand(scene, "w2", hand.granted).ended("c").done(4, 0);
    thief.report();
    assertThat(scene.effects(Effect.SendReply.class))
        .containsExactly(new Effect.SendReply("w2", 0, new Reply.Revoked(scene.job, List.of(1L))));
    assertThat(scene.header().operationsDone()).isZero();
  }

  @Test
  void theLateProgressOfALostGrantIsRevokedAndNotCounted() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    Hand lost = scene.claim("w1").done(1, 0).at(0, 0, 1, 1, 0).report();
    scene.leaseEnds(lost);
    Hand next = scene.claim("w2");
    assertThat(next.granted.begun()).containsExactly(new Begun(0, 0, 1, 1, 0, 2));
    lost.ended("c").done(4, 0).report();
    assertThat(scene.replies(Reply.Revoked.class)).hasSize(1);
    assertThat(scene.header().operationsDone()).isEqualTo(1);
    lost.letGo();
    assertThat(scene.effects()).isEmpty();
    next.ended("c").done(3, 0).letGo();
    assertThat(scene.header().operationsDone()).isEqualTo(4);
    assertThat(scene.status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void aWorkerThatAsksIsToldThatItsLeaseGoesOn() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    Hand hand = scene.claim();
    scene.input(hand.record(true, hand.said(false, false)));
    assertThat(scene.replies(Reply.Renewed.class))
        .containsExactly(new Reply.Renewed(scene.job, List.of(1L)));
    scene.input(hand.record(true, hand.ended("c").done(4, 0).said(false, false)));
    assertThat(scene.replies(Reply.Renewed.class)).isEmpty();
  }

  @Test
  void attemptsAreCountedByTheCoordinator() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    Hand hand = scene.claim();
    Begun boast = new Begun(0, 0, 1, 1, 0, 99);
    scene.input(
        hand.record(
            false,
            new Progress.GrantProgress(
                1, hand.granted.nonce(), "", 1, 0, boast, 0, true, false, 1, -1)));
    assertThat(scene.store().read(0).begun(0)).contains(new Begun(0, 0, 1, 1, 0, 1));
  }

  @Test
  void aWorkerHandsBackWhatItCanNotBegin() {
    JobScene scene = JobScene.started(JobSpec.of(50));
    scene.claim().runAll();
    Hand many = scene.claim("w1");
    assertThat(many.size()).isEqualTo(49);
    many.handBack(40).report();
    Hand other = scene.claim("w2");
    assertThat(other.first()).isEqualTo(10);
    many.ended("c9").done(36, 0).report();
    assertThat(scene.header().openGrants()).isEqualTo(1);
    other.runAll();
    assertThat(scene.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(scene.header().operationsDone()).isEqualTo(200);
  }

  @Test
  void theWorstSubJobDecidesHowABatchJobEnds() {
    assertThat(endOf("c", "c")).isEqualTo(JobStatus.COMPLETED);
    assertThat(endOf("c", "e")).isEqualTo(JobStatus.COMPLETED);
    assertThat(endOf("f", "c")).isEqualTo(JobStatus.FAILED);
    assertThat(endOf("f", "i")).isEqualTo(JobStatus.INVALID);
  }

  private static JobStatus endOf(String one, String two) {
    JobScene scene = JobScene.started(JobSpec.of(2).failuresToIgnore(1));
    scene.claim().ended(one).done(2, one.equals("c") ? 0 : 2).letGo();
    scene.claim().ended(two).done(2, two.equals("c") ? 0 : 1).letGo();
    assertThat(scene.header().withErrors())
        .isEqualTo(scene.status() == JobStatus.COMPLETED && two.equals("e"));
    return scene.status();
  }

  @Test
  void infiniteIterationsRunUntilTheyAreStopped() {
    JobScene scene = JobScene.started(JobSpec.of(1).iterations(0));
    Hand hand = scene.claim().done(1_000_000, 3).at(0, 500_000, 0, 1_000_000, 3).report();
    assertThat(scene.header().operationsExpected()).isEqualTo(-1);
    assertThat(scene.header().operationsDone()).isEqualTo(1_000_000);
    scene.stop(false);
    hand.letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.STOPPED);
    assertThat(scene.header().operationsDone()).isEqualTo(1_000_000);
  }

  @Test
  void onlyFailedKeepsWhatCompletedWithoutFailuresThroughSeveralEpochs() {
    JobScene scene = JobScene.started(JobSpec.of(2 * Page.SIZE).cases(1).iterations(1));
    run(scene, subJob -> subJob % 4 == 0 ? 'f' : subJob % 4 == 1 ? 'e' : 'c');
    assertThat(scene.status()).isEqualTo(JobStatus.FAILED);
    scene.spec.version(2);

    scene.startOnlyFailed();
    assertThat(scene.header().definitionVersion()).isEqualTo(1);
    assertThat(scene.header().counts().completed()).isEqualTo(Page.SIZE);
    assertThat(scene.header().operationsDone()).isEqualTo(Page.SIZE);
    run(scene, subJob -> subJob < Page.SIZE && subJob % 4 == 0 ? 'f' : 'c');
    assertThat(scene.store().page(1).orElseThrow().epoch()).isEqualTo(2);

    scene.startOnlyFailed();
    assertThat(scene.header().counts().waiting()).isEqualTo(Page.SIZE / 4);
    run(scene, subJob -> 'c');
    assertThat(scene.store().page(1).orElseThrow().epoch()).isEqualTo(2);
    assertThat(scene.header().epoch()).isEqualTo(3);
    assertThat(scene.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(scene.header().operationsDone()).isEqualTo(2 * Page.SIZE);
    assertThat(scene.startOnlyFailed().code()).isEqualTo("nothing-to-repeat");
  }

  @Test
  void whatWasStoppedWhileItWaitedToRepeatCanBeRepeated() {
    JobBench bench = new JobBench();
    JobSpec serial = JobSpec.of(2).serial("nightly", Creation.OnOverlap.QUEUE_ONE);
    JobScene scene = new JobScene(bench, serial, 1);
    scene.create(true);
    scene.claim().ended("f").done(1, 1).letGo();
    scene.runToTheEnd();
    new JobScene(bench, serial, 2).create(true);
    scene.startOnlyFailed();
    assertThat(scene.status()).isEqualTo(JobStatus.QUEUED);
    scene.stop(false);
    scene.startOnlyFailed();
    assertThat(scene.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(scene.header().counts().completed()).isEqualTo(1);
  }

  private static void run(JobScene scene, java.util.function.IntFunction<Character> letter) {
    for (Hand hand = scene.claim(); hand != null; hand = scene.claim()) {
      StringBuilder ended = new StringBuilder();
      for (Range range : hand.granted.ranges()) {
        for (int subJob = range.from(); subJob < range.end(); subJob++) {
          ended.append(letter.apply(subJob));
        }
      }
      long failed = ended.chars().filter(c -> c != 'c').count();
      hand.ended(ended.toString()).done(ended.length(), failed).letGo();
    }
    scene.pass(Duration.ofMillis(1));
  }
}
