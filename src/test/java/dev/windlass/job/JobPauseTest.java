package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.dispatch.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobPauseTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aSubJobContinuesAtItsIterationAndCase() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    Hand hand = scene.claim();
    scene.pause();
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSING);
    assertThat(scene.claim("w2")).isNull();
    hand.done(3, 0).at(0, 1, 1, 3, 0).letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
    assertThat(scene.header().counts().paused()).isEqualTo(1);

    scene.unpause();
    Hand again = scene.claim("w2");
    assertThat(again.granted.begun()).containsExactly(new Begun(0, 1, 1, 3, 0, 2));
    assertThat(scene.status()).isEqualTo(JobStatus.RUNNING);
    again.ended("c").done(1, 0).letGo();
    assertThat(scene.header().operationsDone()).isEqualTo(4);
    scene.runToTheEnd();
    assertThat(scene.header().operationsDone()).isEqualTo(8);
    assertThat(scene.status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void aPauseTakenBackGoesOnWithWhatRuns() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    Hand hand = scene.claim();
    scene.pause();
    scene.unpause();
    assertThat(scene.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(scene.effects(Effect.PublishControl.class))
        .containsExactly(new Effect.PublishControl(1, Wish.RUN, scene.header().controlVersion()));
    hand.runAll();
    scene.runToTheEnd();
    assertThat(scene.status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void aPauseTakenBackWhileTheOldEpochHoldsGrantsIsARestartAgain() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    Hand old = scene.claim();
    scene.start();
    scene.pause();
    scene.unpause();
    assertThat(scene.status()).isEqualTo(JobStatus.RESTARTING);
    assertThat(scene.bench.wantedTasks(scene.job)).isZero();
    old.letGo();
    assertThat(scene.status()).isEqualTo(JobStatus.STARTING);
  }

  @Test
  void aPauseEndsByItself() {
    JobScene scene = JobScene.started(JobSpec.of(2).jobsPerSecond(5.0));
    scene.pauseUntil(scene.bench.now().plus(MINUTE));
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
    scene.pass(MINUTE.minusMillis(1));
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
    scene.pass(Duration.ofMillis(1));
    assertThat(scene.status()).isEqualTo(JobStatus.STARTING);
    assertThat(scene.header().pace()).isEqualTo(Pace.steady(5));
  }

  @Test
  void anotherDirectiveCancelsTheEndOfAPause() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    scene.pauseUntil(scene.bench.now().plus(MINUTE));
    scene.unpause();
    scene.pause();
    scene.pass(MINUTE.multipliedBy(2));
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
  }

  @Test
  void anUnpauseIsPacedAsItSaysOrElseAsTheJobWasCreated() {
    JobScene scene = JobScene.started(JobSpec.of(2).jobsPerSecond(5.0));
    scene.pause();
    scene.unpause();
    assertThat(scene.header().pace()).isEqualTo(Pace.steady(5));
    scene.pause();
    scene.directive(DirectiveKind.UNPAUSE, JobScene.rate(7, MINUTE));
    assertThat(scene.header().pace()).isEqualTo(new Pace(7, scene.bench.now(), MINUTE));
    scene.pause();
    scene.unpause();
    assertThat(scene.header().pace()).isEqualTo(Pace.steady(5));
    scene.start();
    assertThat(scene.header().pace()).isEqualTo(Pace.steady(5));
  }

  @Test
  void aLeaseThatEndsWhilePausingPausesAtTheLastAcceptedPosition() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    Hand hand = scene.claim().done(1, 0).at(0, 0, 1, 1, 0).report();
    scene.pause();
    scene.leaseEnds(hand);
    assertThat(scene.status()).isEqualTo(JobStatus.PAUSED);
    assertThat(scene.store().read(0).begun(0)).contains(new Begun(0, 0, 1, 1, 0, 1));
  }

  @Test
  void aSubJobThatNeverBeganIsNotPausedButWaits() {
    JobScene scene = JobScene.started(JobSpec.of(2));
    Hand hand = scene.claim();
    scene.pause();
    hand.letGo();
    assertThat(scene.header().counts().waiting()).isEqualTo(2);
    assertThat(scene.header().counts().paused()).isZero();
  }
}
