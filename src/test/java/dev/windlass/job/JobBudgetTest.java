package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.FailureBudget.OnBreach;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many sub-jobs may fail before a batch job does not go on. */
class JobBudgetTest {
  private static final FailureBudget ONE = new FailureBudget(1, null, null, OnBreach.FAIL);
  private static final FailureBudget ONE_THEN_PAUSE =
      new FailureBudget(1, null, null, OnBreach.PAUSE);

  @ParameterizedTest
  @CsvSource({
    "  0,     ,    ,   1000,   0",
    "100,     ,    ,   1000, 100",
    "   ,    5,    ,   1000,  50",
    "   ,    5,    ,     19,   0",
    "   ,    5,  20,     19,  20",
    "   ,    5,  20,   1000,  50",
    " 10,    5,  20,   1000,  10",
    "   ,  100,    ,   1000, 1000",
    "   , 0.29,    ,  10000,  29",
    "   ,    5,    , 10000000, 500000",
  })
  void aCountAPercentOrTheLesserOfBothIsTolerated(
      Integer count, Double percent, Integer minimum, int subJobs, int tolerated) {
    FailureBudget budget = new FailureBudget(count, percent, minimum, null);
    assertThat(budget.possible()).isTrue();
    assertThat(budget.tolerated(subJobs)).isEqualTo(tolerated);
    assertThat(budget.onBreach()).isEqualTo(OnBreach.FAIL);
  }

  @Test
  void asManyFailuresAsAreToleratedDoNotHoldItUp() {
    JobScene scene = running(spec(5).failureBudget(ONE), "f");
    assertThat(scene.status()).isEqualTo(JobStatus.RUNNING);
    scene.runToTheEnd();
    assertThat(scene.status())
        .as("one failed, and that is the verdict")
        .isEqualTo(JobStatus.FAILED);
    assertThat(scene.header().failureReason()).contains("1 of 5 sub-jobs failed: more of their");
    assertThat(scene.header().counts().completed()).isEqualTo(4);
  }

  @Test
  void oneMoreFailsTheBatchJobInTheSameStepAndInterruptsTheRest() {
    JobScene scene = running(spec(6).failureBudget(ONE), "f");
    Hand other = scene.claim("w2");
    ends(scene.claim("w3"), "f");
    assertThat(scene.status()).isEqualTo(JobStatus.STOPPING);
    assertThat(scene.header().after()).isEqualTo(JobStatus.FAILED);
    assertThat(control(scene)).isEqualTo(Wish.STOP);
    assertThat(scene.claim("w4")).as("nothing is granted any more").isNull();

    other.letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.FAILED);
    assertThat(scene.header().failureReason())
        .isEqualTo("2 of 6 sub-jobs failed, and its failureBudget tolerates 1");
    assertThat(scene.header().counts().failed()).isEqualTo(2);
    assertThat(scene.header().operationsDone()).isEqualTo(2);
    assertThat(scene.header().counts().waiting() + scene.header().counts().stopped()).isEqualTo(4);
  }

  @Test
  void withNobodyElseAtWorkItIsFailedAtOnce() {
    JobScene scene = running(spec(6).failureBudget(ONE), "f");
    ends(scene.claim("w3"), "f");
    assertThat(scene.status()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void whatIsInvalidCountsAsWell() {
    JobScene scene = running(spec(6).failureBudget(ONE), "f");
    ends(scene.claim("w3"), "i");
    assertThat(scene.status()).isEqualTo(JobStatus.FAILED);
    assertThat(scene.header().failureReason())
        .isEqualTo("2 of 6 sub-jobs failed or are invalid, and its failureBudget tolerates 1");
  }

  @Test
  void sameAtTheLastSubJobItIsFailedByItsBudget() {
    JobScene scene = running(spec(2).failureBudget(ONE), "i");
    ends(scene.claim("w2"), "i");
    assertThat(scene.status()).isEqualTo(JobStatus.FAILED);
    assertThat(scene.header().failureReason()).contains("its failureBudget tolerates 1");
  }

  @Test
  void whatCompletedWithErrorsCountsNot() {
    FailureBudget none = new FailureBudget(0, null, null, OnBreach.FAIL);
    JobScene scene = running(spec(3).failuresToIgnore(1).failureBudget(none), "e");
    assertThat(scene.status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void theBreachPausesItWhereThatIsAskedForAndSaysWhy() {
    JobScene scene = running(spec(6).failureBudget(ONE_THEN_PAUSE), "f");
    Hand other = scene.claim("w2");
    ends(scene.claim("w3"), "f");
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSING);
    assertThat(control(scene)).isEqualTo(Wish.PAUSE);
    assertThat(scene.claim("w4")).as("nothing is granted any more").isNull();

    other.letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
    assertThat(scene.header().pausedByFailureBudget()).isTrue();
    assertThat(scene.header().failureReason())
        .isEqualTo("2 of 6 sub-jobs failed, and its failureBudget tolerates 1");
  }

  @Test
  void anUnpauseGoesOnAndCountsAfresh() {
    JobScene scene = running(spec(9).failureBudget(ONE_THEN_PAUSE), "f");
    ends(scene.claim("w3"), "f");
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);

    scene.unpause();
    assertThat(scene.header().waitingFor()).isNull();
    assertThat(scene.header().failureReason()).isNull();
    fail(scene);
    assertThat(scene.status()).as("the next failure is tolerated").isEqualTo(JobStatus.RUNNING);
    fail(scene);
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
    assertThat(scene.header().failureReason())
        .isEqualTo(
            "2 of 9 sub-jobs failed since it was unpaused, and its failureBudget tolerates 1");
    assertThat(scene.header().counts().failed()).isEqualTo(4);
  }

  @Test
  void anUnpauseOfAUsersPauseForgivesNothing() {
    JobScene scene = running(spec(9).failureBudget(ONE_THEN_PAUSE), "f");
    scene.pause();
    scene.unpause();
    fail(scene);
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
    assertThat(scene.header().pausedByFailureBudget()).isTrue();
  }

  @Test
  void aBreachWhileAUserPausesWaitsForAWordInsteadOfTheClock() {
    JobScene scene = running(spec(6).failureBudget(ONE_THEN_PAUSE), "f");
    Hand last = scene.claim("w2");
    scene.pauseUntil(JobBench.START.plusSeconds(60));
    ends(last, "f");
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
    scene.pass(java.time.Duration.ofHours(1));
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
    assertThat(scene.header().pausedByFailureBudget()).isTrue();
  }

  @Test
  void aPauseOfItIsTakenBackByAnUnpauseBeforeAllHaveLetGo() {
    JobScene scene = running(spec(6).failureBudget(ONE_THEN_PAUSE), "f");
    scene.claim("w2");
    ends(scene.claim("w3"), "f");
    scene.unpause();
    assertThat(scene.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(scene.header().failuresForgiven()).isEqualTo(2);
  }

  @Test
  void aUsersStopIsStrongerThanTheBudget() {
    JobScene scene = running(spec(6).failureBudget(ONE), "f");
    Hand last = scene.claim("w2");
    scene.stop(false);
    ends(last, "f");
    assertThat(scene.status()).isEqualTo(JobStatus.STOPPED);
  }

  @Test
  void eachStartCountsAfresh() {
    JobScene scene = running(spec(6).failureBudget(ONE), "f");
    fail(scene);
    assertThat(scene.status()).isEqualTo(JobStatus.FAILED);
    scene.startOnlyFailed();
    assertThat(scene.header().failureReason()).isNull();
    fail(scene);
    assertThat(scene.status()).isEqualTo(JobStatus.RUNNING);
    fail(scene);
    assertThat(scene.status()).isEqualTo(JobStatus.FAILED);
    scene.start();
    fail(scene);
    assertThat(scene.status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void whatAnOlderStartFailedCountsNot() {
    JobScene scene = running(spec(6).failureBudget(ONE), "f");
    Hand old = scene.claim("w2");
    scene.start();
    old.ended("f").done(1, 1).letGo();
    fail(scene);
    assertThat(scene.status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void theBudgetOfACreateStandsForTheDefinitions() {
    JobSpec spec = spec(9).definitionsBudget(ONE);
    JobScene scene = running(spec, "f");
    fail(scene);
    assertThat(scene.status()).isEqualTo(JobStatus.FAILED);

    FailureBudget all = new FailureBudget(null, 100.0, null, OnBreach.FAIL);
    JobScene lenient = running(spec(9).definitionsBudget(ONE).failureBudget(all), "f");
    fail(lenient);
    assertThat(lenient.status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void oneThatCannotBeKeptToIsRefused() {
    FailureBudget empty = new FailureBudget(null, null, null, null);
    JobScene scene = new JobScene(spec(3).failureBudget(empty));
    assertThat(scene.create(true).reason()).contains("can't be kept to");
    JobScene invalid = JobScene.started(spec(3).definitionsBudget(empty));
    assertThat(invalid.status()).isEqualTo(JobStatus.INVALID);
    assertThat(
            List.of(
                new FailureBudget(-1, null, null, null),
                new FailureBudget(null, 100.1, null, null),
                new FailureBudget(null, Double.NaN, null, null),
                new FailureBudget(1, null, 3, null)))
        .noneMatch(FailureBudget::possible);
  }

  private static JobSpec spec(int subJobs) {
    return JobSpec.of(subJobs).cases(1).iterations(1);
  }

  /** One of its sub-jobs has ended so. */
  private static JobScene running(JobSpec spec, String letter) {
    JobScene scene = JobScene.started(spec);
    ends(scene.claim("w1"), letter);
    return scene;
  }

  private static void fail(JobScene scene) {
    ends(scene.claim("w9"), "f");
  }

  /** After so long that every grant holds one sub-job. */
  private static void ends(Hand hand, String letter) {
    hand.ended(letter).done(1, letter.equals("c") ? 0 : 1).reportBusy(10_000_000);
  }

  private static Wish control(JobScene scene) {
    return scene.effects(Effect.PublishControl.class).getLast().wish();
  }
}
