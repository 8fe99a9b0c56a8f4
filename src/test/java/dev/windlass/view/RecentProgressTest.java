package dev.windlass.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import dev.windlass.projection.SampleJob;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentProgressTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private final SampleJob job = SampleJob.of(1, 0, 1_000_000);
  private JobHeader header;
  private RecentProgress recent;
  private Instant at;

  @BeforeEach
  void start() {
    job.started(false);
    header = job.header();
    event(0, 0);
  }

  @Test
  void nothingIsKnownInTheFirstSecond() {
    event(900, 40);
    assertThat(perSecond()).isNull();
    event(1000, 50);
    assertThat(perSecond()).isEqualTo(50);
  }

  @Test
  void whatWasLongAgoIsForgotten() {
    for (int s = 1; s <= 100; s++) {
      event(s * 1000, s * 100);
    }
    for (int s = 1; s <= 11; s++) {
      event(100_000 + s * 1000, 10_000 + s * 3);
    }
    assertThat(perSecond()).isEqualTo(3);
  }

  @Test
  void operationsThatTakeMinutesAreComparedOverMinutes() {
    event(60_000, 1);
    event(90_000, 1);
    event(120_000, 2);
    event(125_000, 2);
    assertThat(recent.perSecond(header, at, START.plusSeconds(120))).isEqualTo(1 / 65.0);
  }

  @Test
  void aJobThatStandsStillBecomesSlowerAndNotAtOnce() {
    event(5_000, 500);
    assertThat(recent.perSecond(header, at, START.plusMillis(6_900))).isEqualTo(100);
    assertThat(recent.perSecond(header, at, START.plusSeconds(27))).isEqualTo(20);
  }

  @Test
  void aPauseIsNeverCountedEvenWhereItsEventsWereReadTogether() {
    event(5_000, 500);
    header = header.with(draft -> draft.controlVersion += 2);
    assertThat(perSecond()).as("of the stretch before").isNull();
    event(3_600_000, 500);
    event(3_602_000, 520);
    assertThat(perSecond()).isEqualTo(10);
  }

  @Test
  void aNewEpochBeginsAnew() {
    event(5_000, 500);
    header = header.with(draft -> draft.epoch++);
    event(6_000, 0);
    event(8_000, 10);
    assertThat(perSecond()).isEqualTo(5);
  }

  @Test
  void whatDoesNotRunHasNoRate() {
    event(5_000, 500);
    RecentProgress before = recent;
    header = header.with(draft -> draft.status = JobStatus.PAUSING);
    event(6_000, 600);
    assertThat(recent).isNull();
    assertThat(before.perSecond(header, at, at)).isNull();
  }

  private void event(long millis, long done) {
    at = START.plusMillis(millis);
    header = header.with(draft -> draft.operationsDone = done);
    recent = RecentProgress.after(recent, header, at);
  }

  private Double perSecond() {
    return recent.perSecond(header, at, at);
  }
}
