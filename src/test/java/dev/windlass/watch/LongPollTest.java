package dev.windlass.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobEvent;
import dev.windlass.wire.Token;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongPollTest {
  private final LongPoll poll = new LongPoll();

  @Test
  void aChangeWithinThePeriodIsToldWhenThePeriodIsOver() {
    hear(5, new JobEvent.JobRunning(null, null));
    assertThat(poll.answer()).isNotDone();
    poll.periodOver();
    assertThat(poll.answer()).isCompletedWithValue(Optional.of(Token.event(0, 5)));
  }

  @Test
  void afterThePeriodTheNextChangeIsToldAtOnce() {
    poll.periodOver();
    assertThat(poll.answer()).isNotDone();
    hear(6, new JobEvent.JobPaused(null));
    assertThat(poll.answer()).isCompletedWithValue(Optional.of(Token.event(0, 6)));
  }

  @Test
  void anEndIsToldAtOnce() {
    hear(5, new JobEvent.JobRunning(null, null));
    hear(7, new JobEvent.JobCompleted(SampleRecords.NOW, null));
    assertThat(poll.answer()).isCompletedWithValue(Optional.of(Token.event(0, 7)));
  }

  @Test
  void whatChangesNothingWakesNobody() {
    poll.periodOver();
    hear(8, new JobEvent.DirectiveRefused());
    hear(9, new JobEvent.DirectiveRepeated());
    assertThat(poll.answer()).isNotDone();
  }

  @Test
  void withoutAChangeTheLongestTimeEndsIt() {
    poll.periodOver();
    poll.end();
    assertThat(poll.answer()).isCompletedWithValue(Optional.empty());
  }

  @Test
  void aViewThatIsBehindIsReadAgainWhenThePeriodIsOver() {
    poll.changedBefore();
    poll.periodOver();
    assertThat(poll.answer()).isCompletedWithValue(Optional.empty());
  }

  @Test
  void lostEventsMayHaveBeenChanges() {
    poll.lost("the log no longer has them");
    assertThat(poll.answer()).isCompletedWithValue(Optional.empty());
  }

  @Test
  void periodsAreFrom250MillisecondsTo50Seconds() {
    assertThat(LongPolls.clamp(Duration.ofMillis(-1))).hasMillis(250);
    assertThat(LongPolls.clamp(Duration.ofMillis(1000))).hasMillis(1000);
    assertThat(LongPolls.clamp(Duration.ofDays(1))).hasMillis(50_000);
  }

  private void hear(long offset, JobEvent event) {
    poll.hear(
        new Arrival(
            SampleRecords.record(0, offset, SampleRecords.event(SampleRecords.job(1), event)),
            () -> {}));
  }
}
