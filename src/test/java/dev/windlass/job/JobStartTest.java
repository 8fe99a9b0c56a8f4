package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.DirectiveOutcome.State;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobStartTest {
  @Test
  void namesThatTheHeaderHasNoRoomForAreRefused() {
    JobScene scene = new JobScene(JobSpec.of(1).scheduled("\u00e9".repeat(128), null));
    assertThat(scene.create(true).reason()).contains("255 bytes each");
    assertThat(scene.header()).isNull();
  }

  @Test
  void aSecondCreateIsARepeatAndCreatesNothing() {
    JobScene scene = new JobScene(JobSpec.of(3));
    assertThat(scene.create(true).state()).isEqualTo(State.APPLIED);
    assertThat(scene.create(true).state()).isEqualTo(State.REPEATED);
    assertThat(scene.events()).containsExactly("DirectiveRepeated");
    assertThat(scene.header().epoch()).isEqualTo(1);
  }

  @Test
  void aDirectiveWithAKnownIdIsAnsweredAsBefore() {
    JobScene scene = JobScene.started(JobSpec.of(3));
    Directive pause = scene.directive(DirectiveKind.PAUSE, null, null);
    scene.put(pause);
    scene.unpause();
    assertThat(scene.put(pause).state()).isEqualTo(State.REPEATED);
    assertThat(scene.status()).isEqualTo(JobStatus.STARTING);

    Directive refused = scene.directive(DirectiveKind.UNPAUSE, null, null);
    assertThat(scene.put(refused).state()).isEqualTo(State.REFUSED);
    DirectiveOutcome again = scene.put(refused);
    assertThat(again.state()).isEqualTo(State.REPEATED);
    assertThat(again.code()).isEqualTo("illegal-in-status");
  }

  @Test
  void sixtyFourDirectivesAreRemembered() {
    JobScene scene = JobScene.created(JobSpec.of(1));
    Directive first = scene.directive(DirectiveKind.PAUSE, null, null);
    scene.put(first);
    for (int i = 0; i < DirectiveMemory.SIZE - 1; i++) {
      scene.pause();
    }
    assertThat(scene.put(first).state()).isEqualTo(State.REPEATED);
    scene.pause();
    assertThat(scene.put(first).state()).isEqualTo(State.REFUSED);
  }

  @Test
  void aStartForgetsWhatWasCountedBefore() {
    JobScene scene = JobScene.started(JobSpec.of(3));
    scene.runToTheEnd();
    assertThat(scene.header().operationsDone()).isEqualTo(12);

    scene.start();

    assertThat(scene.header().epoch()).isEqualTo(2);
    assertThat(scene.header().operationsDone()).isZero();
    assertThat(scene.header().counts()).isEqualTo(Counts.allWaiting(3));
    assertThat(scene.header().stopTime()).isNull();
    assertThat(scene.store().status(0)).isEqualTo(SubJobStatus.WAITING);
  }

  @Test
  void aRestartWaitsUntilTheLastOldGrantIsLetGo() {
    JobScene scene = JobScene.started(JobSpec.of(3));
    Hand one = scene.claim("w1");
    Hand two = scene.claim("w2");
    scene.start();
    assertThat(scene.status()).isEqualTo(JobStatus.RESTARTING);
    assertThat(scene.header().staleGrants()).isEqualTo(2);
    assertThat(scene.bench.wantedTasks(scene.job)).isZero();

    one.done(2, 0).report();
    assertThat(scene.replies(Reply.Revoked.class)).hasSize(1);
    assertThat(scene.header().operationsDone()).isZero();
    one.letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.RESTARTING);
    assertThat(scene.header().openGrants()).isEqualTo(1);
    two.letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.STARTING);
    assertThat(scene.header().operationsDone()).isZero();
    assertThat(scene.claim("w3").first()).isZero();
  }

  @Test
  void aRestartGoesOnWhenTheLeaseOfTheLastOldGrantEnds() {
    JobScene scene = JobScene.started(JobSpec.of(3));
    Hand hand = scene.claim();
    scene.start();
    scene.leaseEnds(hand);
    assertThat(scene.status()).isEqualTo(JobStatus.STARTING);
    assertThat(scene.replies(Reply.Revoked.class)).hasSize(1);
    assertThat(scene.effects(Effect.PublishControl.class))
        .extracting(Effect.PublishControl::wish)
        .containsExactly(Wish.RUN);
  }

  @Test
  void maxConcurrentHoldsThroughARestart() {
    JobScene scene = JobScene.started(JobSpec.of(9).maxConcurrent(2));
    Hand one = scene.claim("w1");
    scene.claim("w2");
    assertThat(scene.claim("w3")).isNull();
    scene.start();
    assertThat(scene.claim("w3")).isNull();
    one.letGo();
    assertThat(scene.header().openGrants()).isEqualTo(1);
    assertThat(scene.claim("w3")).isNull();
  }

  @Test
  void aTaskThatWasSentBeforeTheRoomWasTakenIsVoid() {
    JobScene scene = JobScene.started(JobSpec.of(9).maxConcurrent(1));
    scene.input(new Deadline.TasksDue(scene.job, 10));
    assertThat(scene.dispatch().open()).isEqualTo(1);
    Hand hand = scene.claim();
    assertThat(scene.claim("w2")).isNull();
    hand.runAll();
    assertThat(scene.claim("w2")).isNotNull();
  }

  @Test
  void onlyIfAndExpectEpochAreConditions() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    DirectiveOutcome notRunning =
        scene.directive(DirectiveKind.STOP, JobScene.onlyIf(Set.of(JobStatus.RUNNING), null));
    assertThat(notRunning.code()).isEqualTo("only-if-not-met");
    assertThat(notRunning.reason())
        .isEqualTo("the batch job is starting, which is not among onlyIf");
    DirectiveOutcome otherEpoch = scene.directive(DirectiveKind.STOP, JobScene.onlyIf(null, 2));
    assertThat(otherEpoch.code()).isEqualTo("epoch-not-expected");
    assertThat(otherEpoch.reason()).isEqualTo("the batch job is in epoch 1, not 2");
    assertThat(
            scene
                .directive(DirectiveKind.STOP, JobScene.onlyIf(Set.of(JobStatus.STARTING), 1))
                .state())
        .isEqualTo(State.APPLIED);
  }

  @Test
  void aStartThatCanNotRunMakesTheBatchJobInvalidAndSaysWhy() {
    JobScene noCases = JobScene.started(JobSpec.of(1).cases(0));
    assertThat(noCases.status()).isEqualTo(JobStatus.INVALID);
    assertThat(noCases.header().failureReason()).contains("default/geocode has no cases");
    JobScene noQueue = JobScene.started(JobSpec.of(1).queue("nowhere"));
    assertThat(noQueue.status()).isEqualTo(JobStatus.INVALID);
    assertThat(noQueue.header().failureReason()).contains("names the queue 'nowhere'");
  }

  @Test
  void aDirectiveThatNobodyCouldMeanIsRefused() {
    JobScene none = new JobScene(JobSpec.of(0));
    assertThat(none.create(true).code()).isEqualTo("malformed");
    assertThat(none.header()).isNull();
    assertThat(new JobScene(JobSpec.of(10_000_001)).create(true).reason())
        .isEqualTo("a create needs 1 to 10000000 sub-jobs");
    assertThat(new JobScene(JobSpec.of(1).maxConcurrent(0)).create(true).reason())
        .isEqualTo("maxConcurrent 0 is not above 0");
    assertThat(new JobScene(JobSpec.of(1).jobsPerSecond(-1.0)).create(true).reason())
        .isEqualTo("jobsPerSecond -1.0 is not above 0");
    JobScene scene = JobScene.created(JobSpec.of(1));
    DirectiveOutcome outcome =
        scene.directive(DirectiveKind.START, JobScene.rate(Double.NaN, null));
    assertThat(outcome.code()).isEqualTo("malformed");
    assertThat(scene.status()).isEqualTo(JobStatus.CREATED);
  }

  @Test
  void aStopThatSaysOnlyFailedIsAStop() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    assertThat(scene.directive(DirectiveKind.STOP, JobScene.onlyFailed()).state())
        .isEqualTo(State.APPLIED);
    assertThat(scene.status()).isEqualTo(JobStatus.STOPPED);
    DirectiveOutcome again = scene.directive(DirectiveKind.STOP, JobScene.onlyFailed());
    assertThat(again.code()).isEqualTo("illegal-in-status");
  }

  @Test
  void aStopInterruptsAndWaitsAndForgets() {
    JobScene scene = JobScene.started(JobSpec.of(3));
    Hand hand = scene.claim().done(3, 1).at(0, 1, 1, 3, 1).report();
    scene.stop(true);
    assertThat(scene.status()).isEqualTo(JobStatus.STOPPING);
    assertThat(scene.effects(Effect.PublishControl.class))
        .containsExactly(new Effect.PublishControl(2, Wish.STOP, scene.header().controlVersion()));
    hand.letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.STOPPED);
    assertThat(scene.header().operationsDone()).isZero();
    assertThat(scene.header().counts()).isEqualTo(Counts.allWaiting(3));
  }

  @Test
  void aStopWithoutResetKeepsCountsAndPositions() {
    JobScene scene = JobScene.started(JobSpec.of(3));
    Hand hand = scene.claim().done(3, 1).at(0, 1, 1, 3, 1).report();
    scene.stop(false);
    hand.letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.STOPPED);
    assertThat(scene.header().operationsDone()).isEqualTo(3);
    assertThat(scene.header().operationsFailed()).isEqualTo(1);
    assertThat(scene.store().status(0)).isEqualTo(SubJobStatus.STOPPED);
  }

  @Test
  void whatSlotsAStuckHandlerHoldsAreLetGo() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    Hand hand = scene.claim();
    scene.stop(true);
    scene.input(hand.record(false, hand.said(true, true)));
    assertThat(scene.status()).isEqualTo(JobStatus.STOPPED);
    assertThat(scene.header().openGrants()).isZero();
  }

  @Test
  void deletedOnesAreGoneAndUnknownOnesUnknown() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    Hand hand = scene.claim();
    scene.delete();
    assertThat(scene.status()).isEqualTo(JobStatus.STOPPING);
    assertThat(scene.start().code()).isEqualTo("deleting");
    hand.letGo();
    assertThat(scene.events()).containsExactly("JobDeleted");
    assertThat(scene.header()).isNull();
    assertThat(scene.create(true).code()).isEqualTo("gone");
    assertThat(scene.start().reason()).startsWith("the batch job was deleted at 2026-11-01");
    JobScene nobody = new JobScene(JobSpec.of(1));
    assertThat(nobody.start().code()).isEqualTo("unknown");
  }

  @Test
  void anIdThatIsOlderThanRetentionIsGone() {
    JobScene scene = new JobScene(JobSpec.of(1));
    scene.pass(JobBench.SETTINGS.retention().plusMillis(1));
    assertThat(scene.create(true).code()).isEqualTo("gone");
    assertThat(scene.start().code()).isEqualTo("gone");
  }

  @Test
  void anEndedJobIsPurgedAfterRetention() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    scene.runToTheEnd();
    scene.pass(Duration.ofHours(2));
    assertThat(scene.effects(Effect.ForgetControl.class)).hasSize(1);
    scene.pass(JobBench.SETTINGS.retention());
    assertThat(scene.events()).containsExactly("JobPurged");
    assertThat(scene.header()).isNull();
    assertThat(scene.start().code()).isEqualTo("gone");
  }

  @Test
  void aPurgeThatCameTooEarlyBecauseTheJobRanAgainDoesNothing() {
    JobScene scene = JobScene.started(JobSpec.of(1));
    scene.runToTheEnd();
    scene.pass(Duration.ofDays(13));
    scene.start();
    scene.runToTheEnd();
    scene.pass(Duration.ofDays(2));
    assertThat(scene.header()).isNotNull();
    scene.pass(Duration.ofDays(12));
    assertThat(scene.header()).isNull();
  }

  @Test
  void aTombstoneGoesAfterRetention() {
    JobScene scene = JobScene.created(JobSpec.of(1));
    scene.delete();
    assertThat(scene.store().tombstone()).isPresent();
    scene.pass(JobBench.SETTINGS.retention().plusMillis(1));
    assertThat(scene.store().tombstone()).isEmpty();
    assertThat(scene.start().code()).isEqualTo("gone");
  }

  @Test
  void aLongLivedJobIsToldAnewSomePagesAtATime() {
    int pages = 70;
    JobScene scene = JobScene.started(JobSpec.of(pages * Page.SIZE).cases(1).iterations(1));
    while (scene.header().counts().completed() < 65 * Page.SIZE) {
      scene.claim().runAll();
    }
    scene.pass(JobBench.SETTINGS.snapshotAfter());
    assertThat(scene.last()).hasSize(4);
    assertThat(scene.last())
        .allSatisfy(decision -> assertThat(decision.events()).hasSizeLessThanOrEqualTo(33));
    assertThat(scene.events().stream().filter("JobSnapshot"::equals)).hasSize(1);
    assertThat(scene.events().stream().filter("SubJobsChanged"::equals))
        .hasSize(scene.store().pages().size());
    scene.pass(JobBench.SETTINGS.snapshotAfter());
    assertThat(scene.events().stream().filter("JobSnapshot"::equals)).hasSize(1);
  }
}
