package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.DirectiveOutcome.State;
import dev.windlass.job.JobStatus;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.UnreadableRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventChangesTest {
  private final SampleJob job = SampleJob.of(1, 0, 2048);
  private final EventChanges changes = new EventChanges();
  private long offset = 40;

  @Test
  void theNewestEventMakesTheRowAndTheCreationStays() {
    fold(job.created(), job.started(false), job.became(JobStatus.PAUSED));
    assertThat(changes.jobs())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.header()).isEqualTo(job.header());
              assertThat(change.header().version()).isEqualTo(3);
              assertThat(change.creation()).isEqualTo(job.creation());
              assertThat(change.offset()).isEqualTo(42);
              assertThat(change.partition()).isEqualTo(7);
            });
  }

  @Test
  void ofOnePageTheNewestIsKeptAndOtherPagesBesideIt() {
    fold(
        job.created(),
        job.started(false),
        job.changed(SampleJob.counts(2047, 1, 0, 0), job.page(0, "rw1023")),
        job.changed(SampleJob.counts(2047, 0, 1, 0), job.page(0, "cw1023")),
        job.changed(SampleJob.counts(2046, 1, 1, 0), job.page(1, "rw1023")));
    assertThat(changes.pages())
        .extracting(c -> c.page().number() + ":" + c.page().statuses() + "@" + c.version())
        .containsExactly("0:cw1023@4", "1:rw1023@5");
  }

  @Test
  void aRepeatedDirectiveDoesNotChangeWhatBecameOfIt() {
    fold(job.created());
    EventRecord applied = job.became(JobStatus.RUNNING);
    String id = applied.directive().id();
    fold(applied, job.repeated(id), job.repeated("older"));
    assertThat(changes.directives())
        .extracting(c -> c.outcome().id(), c -> c.outcome().state())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(id, State.APPLIED),
            org.assertj.core.groups.Tuple.tuple("older", State.REPEATED));
  }

  @Test
  void aRefusalForAnUnknownBatchJobIsADirectiveAndNothingElse() {
    fold(job.refusedUnknown("d-1"));
    assertThat(changes.jobs()).isEmpty();
    assertThat(changes.directives())
        .singleElement()
        .satisfies(c -> assertThat(c.outcome().state()).isEqualTo(State.REFUSED));
  }

  @Test
  void thePurgeStaysWhateverElseTheBatchHas() {
    fold(job.created(), job.purged());
    assertThat(changes.jobs()).singleElement().matches(JobChange::purged);
  }

  @Test
  void theLastHeaderOfEveryEpochIsRemembered() {
    fold(job.created(), job.started(false));
    fold(job.changed(SampleJob.counts(0, 0, 2048, 0), null), job.started(false));
    fold(job.changed(SampleJob.counts(2047, 1, 0, 0), null));
    assertThat(changes.jobs())
        .singleElement()
        .satisfies(c -> assertThat(c.turns()).extracting("header.epoch").isEqualTo(List.of(0, 1)));
  }

  @Test
  void whatEndedIsToldOfTheTenSecondsInWhichItEnded() {
    fold(job.created(), job.started(false));
    fold(job.changed(SampleJob.counts(1948, 0, 100, 0), null));
    fold(job.later(Duration.ofSeconds(10)).changed(SampleJob.counts(1848, 0, 200, 0), null));
    fold(job.changed(SampleJob.counts(1748, 0, 300, 0), null));
    assertThat(changes.jobs())
        .singleElement()
        .satisfies(
            c ->
                assertThat(c.way())
                    .extracting(turn -> turn.header().counts().completed())
                    .isEqualTo(List.of(0, 100, 300)));
  }

  @Test
  void anEndIsRememberedEvenWhenADeletionFollowsAtOnce() {
    fold(job.created(), job.started(false));
    fold(job.became(JobStatus.COMPLETED), job.became(JobStatus.DELETED));
    assertThat(changes.jobs())
        .singleElement()
        .satisfies(
            c ->
                assertThat(c.way())
                    .extracting(turn -> turn.header().status())
                    .contains(JobStatus.COMPLETED));
  }

  @Test
  void anEventThatIsSentAgainDoesNotComeOverANewerOne() {
    EventRecord created = job.created();
    EventRecord started = job.started(false);
    EventRecord older = job.changed(SampleJob.counts(2047, 0, 1, 0), job.page(0, "cw1023"));
    EventRecord newer = job.changed(SampleJob.counts(2046, 0, 2, 0), job.page(0, "c2w1022"));
    fold(created, started, older, newer, older, created);
    assertThat(changes.jobs()).singleElement().matches(c -> c.header().version() == 4);
    assertThat(changes.jobs()).singleElement().matches(c -> c.offset() == 43);
    assertThat(changes.pages()).singleElement().matches(c -> c.version() == 4);
  }

  @Test
  void theHighestDirectiveAndTheNewestTimeStandBesideTheOffset() {
    fold(job.created(), job.started(false), job.changed(SampleJob.counts(2048, 0, 0, 0), null));
    assertThat(changes.mark(7).directivesOffset()).isZero();
    assertThat(changes.mark(7).eventTime()).isEqualTo(SampleJob.NOW.plusMillis(30));
    assertThat(changes.mark(8)).isEqualTo(Feed.Mark.NONE);
  }

  @Test
  void anEventThatNamesNoBatchJobIsUnreadableAndChangesNothing() {
    EventRecord event = job.created();
    EventRecord nameless =
        new EventRecord("e", event.time(), null, event.event(), event.header(), null, null, 3);
    assertThatThrownBy(() -> fold(nameless))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessage("the event e names no batch job");
    assertThat(changes.jobs()).isEmpty();
    assertThat(changes.mark(7)).isEqualTo(Feed.Mark.NONE);
  }

  private void fold(EventRecord... events) {
    for (EventRecord event : events) {
      changes.add(7, offset++, event);
    }
  }
}
