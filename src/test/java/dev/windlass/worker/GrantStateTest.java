package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Begun;
import dev.windlass.job.JobId;
import dev.windlass.job.Progress.GrantProgress;
import dev.windlass.job.Range;
import dev.windlass.job.Reply.Granted;
import dev.windlass.job.SubJobStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantStateTest {
  private static final JobId JOB = JobId.of(Instant.EPOCH, 1, 1);
  private static final Plan PLAN = new Plan(1, 2, null);

  private final GrantState state =
      new GrantState(
          new Granted(
              JOB,
              1,
              5,
              "nonce",
              1,
              1,
              List.of(new Range(10, 2), new Range(40, 2)),
              List.of(new Begun(11, 1, 0, 1, 1, 2)),
              null));

  @Test
  void subJobsComeInTheOrderOfTheRangesFromTheirPositions() {
    assertThat(state.enter(PLAN).at()).isEqualTo(Begun.fresh(10));
    state.end(SubJobStatus.COMPLETED);
    assertThat(state.enter(PLAN).at()).isEqualTo(new Begun(11, 1, 0, 1, 1, 2));
    state.end(SubJobStatus.COMPLETED);
    assertThat(state.enter(PLAN).at().index()).isEqualTo(40);
  }

  @Test
  void progressCountsThisGrantAloneAndThePositionCountsAll() {
    end(SubJobStatus.COMPLETED, false, false);
    state.enter(PLAN);
    state.count(true);
    GrantProgress progress = progress();
    assertThat(progress.ended()).isEqualTo("c");
    assertThat(progress.done()).isEqualTo(3);
    assertThat(progress.failed()).isEqualTo(1);
    assertThat(progress.current()).isEqualTo(new Begun(11, 2, 0, 2, 2, 2));
    assertThat(progress.letGo()).isFalse();
  }

  @Test
  void handingBackKeepsThePresentOneAndNothingAfterIt() {
    end(SubJobStatus.FAILED, true);
    state.enter(PLAN);
    assertThat(state.handBackUnbegun()).isTrue();
    assertThat(state.handBackUnbegun()).isFalse();
    assertThat(progress().handedBack()).isEqualTo(2);
    state.count(false);
    state.end(SubJobStatus.COMPLETED_WITH_ERRORS);
    assertThat(state.nextOrder()).isEqualTo(-1);
    assertThat(state.enter(PLAN)).isNull();
    assertThat(progress().ended()).isEqualTo("fe");
  }

  @Test
  void oneByOneTheyGoBackFromTheEnd() {
    state.enter(PLAN);
    assertThat(state.handBackLast()).isTrue();
    assertThat(progress().handedBack()).isEqualTo(1);
    assertThat(state.nextUnbegun()).isEqualTo(1);
    assertThat(state.handBackLast()).isTrue();
    assertThat(state.handBackLast()).isTrue();
    assertThat(state.nextUnbegun()).isEqualTo(-1);
    assertThat(state.handBackLast()).isFalse();
    assertThat(progress().handedBack()).isEqualTo(3);
  }

  @Test
  void onceLetGoNothingCountsAnyMore() {
    state.enter(PLAN);
    assertThat(state.letGo(true, 0)).isTrue();
    assertThat(state.letGo(false, 0)).isFalse();
    assertThat(state.count(true)).isNull();
    state.end(SubJobStatus.COMPLETED);
    GrantProgress progress = progress();
    assertThat(progress.done()).isZero();
    assertThat(progress.ended()).isEmpty();
    assertThat(progress.letGo()).isTrue();
    assertThat(progress.stuck()).isTrue();
    assertThat(progress.handedBack()).isEqualTo(3);
    assertThat(progress.current()).isEqualTo(Begun.fresh(10));
  }

  @Test
  void busyTimeIncludesTheRunningOperation() {
    state.enter(PLAN);
    state.busy(1_000_000);
    state.idle(3_000_000);
    state.busy(5_000_000);
    assertThat(state.progress(6_000_000, -1).busyMicros()).isEqualTo(3_000);
  }

  @Test
  void whatIsLeftIsEstimatedFromWhatWasDone() {
    assertThat(state.nanosLeft(PLAN)).isEqualTo(Long.MAX_VALUE);
    state.enter(PLAN);
    state.busy(0);
    state.idle(10);
    state.count(false);
    assertThat(state.nanosLeft(PLAN)).isEqualTo(70);
    state.handBackUnbegun();
    assertThat(state.nanosLeft(PLAN)).isEqualTo(10);
  }

  private void end(SubJobStatus status, boolean... operations) {
    state.enter(PLAN);
    for (boolean failed : operations) {
      state.count(failed);
    }
    state.end(status);
  }

  private GrantProgress progress() {
    return state.progress(0, -1);
  }
}
