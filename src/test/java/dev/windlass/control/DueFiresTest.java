package dev.windlass.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.control.DueFires.Due;
import dev.windlass.control.Schedule.OnMisfire;
import dev.windlass.control.ScheduleRun.Cause;
import dev.windlass.control.cron.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DueFiresTest {
  private static final String EVERY_MINUTE = "* * * * *";
  private static final String HOURLY = "0 * * * *";
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");
  private final DueFires fires = new DueFires(Duration.ofSeconds(90), 3);

  @Test
  void whatIsDueIsSentOnce() {
    assertThat(due(EVERY_MINUTE, OnMisfire.SKIP, at("11:59:30"), at("12:01:10")))
        .containsExactly(inTime("12:00:00"), inTime("12:01:00"));
    assertThat(due(EVERY_MINUTE, OnMisfire.SKIP, at("12:01:00"), at("12:01:10"))).isEmpty();
  }

  @Test
  void aFireThatIsALittleLateWasNotMissed() {
    for (OnMisfire policy : OnMisfire.values()) {
      assertThat(due(HOURLY, policy, at("11:30:00"), at("12:01:29")))
          .as(policy.name())
          .containsExactly(inTime("12:00:00"));
    }
  }

  @Test
  void skipSendsNothingThatWasMissedAndSaysSo() {
    List<Due> due = due(HOURLY, OnMisfire.SKIP, at("08:30:00"), at("12:30:00"));
    assertThat(due).hasSize(1);
    assertThat(due.getFirst().at()).isEqualTo(NOON);
    assertThat(due.getFirst().cause()).isEqualTo(Cause.MISSED);
    assertThat(due.getFirst().leftOut())
        .isEqualTo("it was missed, as may be others before it, and onMisfire is skip");
  }

  @Test
  void fireOnceSendsTheNewestThatWasMissed() {
    List<Due> due = due(HOURLY, OnMisfire.FIRE_ONCE, at("08:30:00"), at("12:30:00"));
    assertThat(due).element(due.size() - 1).isEqualTo(missed("12:00:00"));
    assertThat(due.stream().filter(d -> d.leftOut() == null)).hasSize(1);
  }

  @Test
  void fireOnceLeavesItToOneThatIsDueInTime() {
    assertThat(due(EVERY_MINUTE, OnMisfire.FIRE_ONCE, at("08:30:00"), at("12:00:30")))
        .containsExactly(inTime("11:59:00"), inTime("12:00:00"));
  }

  @Test
  void fireAllSendsTheNewestOfThem() {
    assertThat(due(HOURLY, OnMisfire.FIRE_ALL, at("09:30:00"), at("12:30:00")))
        .containsExactly(missed("10:00:00"), missed("11:00:00"), missed("12:00:00"));
    List<Due> more = due(HOURLY, OnMisfire.FIRE_ALL, at("02:30:00"), at("12:30:00"));
    assertThat(more.stream().filter(d -> d.leftOut() == null))
        .containsExactly(missed("10:00:00"), missed("11:00:00"), missed("12:00:00"));
    assertThat(more.getFirst().at()).isEqualTo(at("09:00:00"));
    assertThat(more.getFirst().leftOut())
        .isEqualTo("it was missed, as may be others before it; only the newest 3 are sent");
  }

  @Test
  void aFireEverySecondThatWasMissedForAYearIsNoHeavyWork() {
    Instant lastYear = NOON.minus(Duration.ofDays(365));
    List<Due> due = due("* * * * * *", OnMisfire.FIRE_ALL, lastYear, NOON);
    assertThat(due.stream().filter(d -> d.cause() == Cause.MISSED && d.leftOut() == null))
        .hasSize(3);
    assertThat(due.stream().filter(d -> d.cause() == Cause.TIME)).hasSize(91);
  }

  @Test
  void nothingFiresBeforeTheStartNorFromTheEndOn() {
    Schedule schedule = schedule(EVERY_MINUTE, OnMisfire.FIRE_ALL, NOON, at("12:02:00"), false);
    assertThat(fires.of(schedule, times(schedule), at("11:58:00"), at("12:03:00")))
        .extracting(Due::at)
        .containsExactly(NOON, at("12:01:00"));
    assertThat(DueFires.next(schedule, times(schedule), at("11:00:00"))).isEqualTo(NOON);
    assertThat(DueFires.next(schedule, times(schedule), at("12:01:00"))).isNull();
  }

  @Test
  void aPausedScheduleHasNoNextFire() {
    Schedule paused = schedule(EVERY_MINUTE, OnMisfire.FIRE_ALL, null, null, true);
    assertThat(DueFires.next(paused, times(paused), NOON)).isNull();
  }

  /** Whoever looks at whatever instants: every fire is sent once. */
  @Test
  void howOftenSomebodyLooksDoesNotMatter() {
    Schedule schedule = schedule("*/7 * * * * *", OnMisfire.SKIP, null, null, false);
    List<Instant> expected =
        times(schedule)
            .after(NOON)
            .map(f -> f.at())
            .takeWhile(t -> t.isBefore(at("12:10:00")))
            .toList();
    for (int step : new int[] {1, 3, 7, 20, 80}) {
      Stream.Builder<Instant> sent = Stream.builder();
      Instant handled = NOON;
      while (handled.isBefore(at("12:10:00"))) {
        Instant now = min(handled.plusSeconds(step), at("12:10:00").minusNanos(1));
        fires.of(schedule, times(schedule), handled, now).forEach(due -> sent.add(due.at()));
        handled = now.equals(handled) ? at("12:10:00") : now;
      }
      assertThat(sent.build()).as("every %s s", step).containsExactlyElementsOf(expected);
    }
  }

  private List<Due> due(String cron, OnMisfire policy, Instant handledUntil, Instant now) {
    Schedule schedule = schedule(cron, policy, null, null, false);
    return fires.of(schedule, times(schedule), handledUntil, now);
  }

  private static Schedule schedule(
      String cron, OnMisfire policy, Instant start, Instant end, boolean paused) {
    return new Schedule(
        "default", "s", 1, null, cron, ZoneOffset.UTC, policy, start, end, paused, null);
  }

  private static Timetable times(Schedule schedule) {
    return Timetable.of(schedule.cron(), schedule.timeZone());
  }

  private static Due inTime(String time) {
    return new Due(at(time), Cause.TIME, null);
  }

  private static Due missed(String time) {
    return new Due(at(time), Cause.MISSED, null);
  }

  private static Instant at(String time) {
    return Instant.parse("2027-01-01T" + time + "Z");
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
