package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.DirectiveOutcome.State;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JobSerialKeyTest {
  private final JobBench bench = new JobBench();
  private final JobScene first = job(1, OnOverlap.QUEUE_ONE);
  private final JobScene second = job(2, OnOverlap.QUEUE_ONE);
  private final JobScene third = job(3, OnOverlap.QUEUE_ONE);

  private JobScene job(int number, OnOverlap overlap) {
    return new JobScene(bench, JobSpec.of(1).serial("nightly", overlap), number);
  }

  @Test
  void oneWaitsAndGoesOnWhenTheFirstEnds() {
    first.create(true);
    second.create(true);
    assertThat(first.status()).isEqualTo(JobStatus.STARTING);
    assertThat(second.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(second.header().waitingFor().job()).isEqualTo(first.job);
    assertThat(second.effects(Effect.PublishDefinition.class)).isEmpty();
    assertThat(second.claim()).isNull();

    first.runToTheEnd();
    assertThat(second.status()).isEqualTo(JobStatus.STARTING);
    assertThat(second.header().holdsKey()).isTrue();
    assertThat(second.header().waitingFor()).isNull();
    second.runToTheEnd();
    assertThat(bench.keys().values()).containsExactly(SerialKey.FREE);
  }

  @Test
  void whatWasQueuedTellsTheWorkersItsDefinitionWhenItsTimeComes() {
    first.create(true);
    second.create(true);
    first.stop(true);
    assertThat(first.last()).hasSize(2);
    assertThat(first.effects(Effect.PublishDefinition.class)).hasSize(1);
    assertThat(second.status()).isEqualTo(JobStatus.STARTING);
  }

  @Test
  void aThirdIsNotCreatedAndItsIdIsRemembered() {
    first.create(true);
    second.create(true);
    DirectiveOutcome outcome = third.create(true);
    assertThat(outcome.code()).isEqualTo("run-in-progress");
    assertThat(outcome.reason()).contains(first.job.toString());
    assertThat(third.events()).containsExactly("RunSkipped");
    assertThat(third.header()).isNull();
    assertThat(third.create(true).code()).isEqualTo("run-in-progress");
    assertThat(third.start().code()).isEqualTo("run-in-progress");
    third.pass(JobBench.SETTINGS.retention().plus(Duration.ofSeconds(1)));
    assertThat(third.store().tombstone()).isEmpty();
  }

  @Test
  void skipCreatesNothingWhileAnotherRuns() {
    JobScene skips = job(4, OnOverlap.SKIP);
    first.create(true);
    assertThat(skips.create(true).code()).isEqualTo("run-in-progress");
    JobScene later = job(5, OnOverlap.SKIP);
    first.runToTheEnd();
    assertThat(later.create(true).state()).isEqualTo(State.APPLIED);
    assertThat(later.status()).isEqualTo(JobStatus.STARTING);
  }

  @Test
  void allowIsInvalidForWhatRunsOneAtATime() {
    JobScene allows = job(4, OnOverlap.ALLOW);
    allows.create(true);
    assertThat(allows.status()).isEqualTo(JobStatus.INVALID);
    assertThat(allows.header().failureReason()).contains("onOverlap 'allow'");
    assertThat(bench.keys()).isEmpty();
  }

  @Test
  void allowGoesBesideTheOthersWhereOnlyTheScheduleHasTheKey() {
    JobSpec allows = JobSpec.of(2).scheduled("nightly", OnOverlap.ALLOW);
    JobScene one = new JobScene(bench, allows, 5);
    JobScene two = new JobScene(bench, allows, 6);
    first.create(true);
    one.create(true);
    two.create(true);
    assertThat(List.of(first.status(), one.status(), two.status()))
        .containsOnly(JobStatus.STARTING);
    one.runToTheEnd();
    assertThat(one.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(first.header().holdsKey()).as("its key is not taken from it").isTrue();
  }

  @Test
  void aStartBehindTheOneThatWaitsIsRefused() {
    third.create(false);
    first.create(true);
    second.create(true);
    DirectiveOutcome outcome = third.start();
    assertThat(outcome.code()).isEqualTo("already-queued");
    assertThat(outcome.reason()).contains(second.job.toString());
    assertThat(third.status()).isEqualTo(JobStatus.CREATED);
  }

  @Test
  void everyEndFreesTheKey() {
    freesTheKey(job -> job.claim().ended("c").done(4, 0).letGo());
    freesTheKey(job -> job.claim().ended("f").done(1, 1).letGo());
    freesTheKey(job -> job.claim().ended("i").letGo());
    freesTheKey(job -> job.stop(true));
    freesTheKey(JobScene::delete);
    freesTheKey(
        job -> {
          job.spec.cases(0);
          job.start();
        });
  }

  private static void freesTheKey(Consumer<JobScene> end) {
    JobSerialKeyTest fresh = new JobSerialKeyTest();
    fresh.first.create(true);
    fresh.second.create(true);
    end.accept(fresh.first);
    assertThat(fresh.second.status()).isEqualTo(JobStatus.STARTING);
    assertThat(fresh.bench.keys().values()).containsExactly(new SerialKey(fresh.second.job, null));
  }

  @Test
  void aPausedRunHoldsItsKey() {
    first.create(true);
    second.create(true);
    first.pause();
    assertThat(first.status()).isEqualTo(JobStatus.PAUSED);
    assertThat(second.status()).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void whoLeavesTheQueueMakesRoom() {
    first.create(true);
    second.create(true);
    second.stop(true);
    assertThat(second.status()).isEqualTo(JobStatus.STOPPED);
    third.create(true);
    assertThat(third.status()).isEqualTo(JobStatus.QUEUED);
    third.delete();
    assertThat(bench.keys().values()).containsExactly(new SerialKey(first.job, null));
    first.runToTheEnd();
    assertThat(bench.keys().values()).containsExactly(SerialKey.FREE);
  }

  @Test
  void whoIsPausedInTheQueueStaysPausedWhenTheKeyIsFreeAndThenGoesOn() {
    first.create(true);
    second.create(true);
    second.pause();
    assertThat(second.status()).isEqualTo(JobStatus.PAUSED);
    first.runToTheEnd();
    assertThat(second.status()).isEqualTo(JobStatus.PAUSED);
    second.unpause();
    assertThat(second.status()).isEqualTo(JobStatus.STARTING);
    assertThat(second.effects(Effect.PublishDefinition.class)).hasSize(1);
    second.runToTheEnd();
    assertThat(second.status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void anUnpauseInTheQueueWaitsOnAndKeepsThePaceItGave() {
    first.create(true);
    second.create(true);
    second.pause();
    second.directive(DirectiveKind.UNPAUSE, JobScene.rate(3, null));
    assertThat(second.status()).isEqualTo(JobStatus.QUEUED);
    first.runToTheEnd();
    assertThat(second.status()).isEqualTo(JobStatus.STARTING);
    assertThat(second.header().pace().perSecond()).isEqualTo(3);
  }
}
