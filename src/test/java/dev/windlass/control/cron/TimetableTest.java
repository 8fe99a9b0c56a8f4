package dev.windlass.control.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.control.cron.Fire.ClockChange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
  private static final Instant BEGIN = Instant.parse("2027-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2028-01-01T00:00:00Z");

  /** And which times on the wall it means. */
  private record Expression(String cron, boolean everyHour, Predicate<LocalDateTime> means) {}

  private static final List<Expression> EXPRESSIONS =
      List.of(
          named("0 3 * * *", t -> t.getHour() == 3 && t.getMinute() == 0),
          named("30 2 * * *", t -> t.getHour() == 2 && t.getMinute() == 30),
          named("0 0 * * *", t -> t.getHour() == 0 && t.getMinute() == 0),
          named("*/20 1-3 * * *", t -> hours(t, 1, 3) && t.getMinute() % 20 == 0),
          named("15 2,3 * * 0", t -> hours(t, 2, 3) && t.getMinute() == 15 && isSunday(t)),
          named("0 */2 * * *", t -> t.getHour() % 2 == 0 && t.getMinute() == 0),
          named(
              "45 23 13 * 5",
              t ->
                  t.getHour() == 23
                      && t.getMinute() == 45
                      && (t.getDayOfMonth() == 13 || t.getDayOfWeek() == DayOfWeek.FRIDAY)),
          everyHour("30 * * * *", t -> t.getMinute() == 30),
          everyHour("*/15 * * * 0,6", t -> t.getMinute() % 15 == 0 && isWeekend(t)));

  @Test
  void aYearInEveryZoneIsWhatCountingMinutesGives() {
    Predicate<LocalDateTime> means = t -> t.getHour() == 2 && t.getMinute() == 30;
    Map<List<Object>, List<Instant>> known = new HashMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      List<Instant> expected =
          known.computeIfAbsent(clockOf(zone), c -> counted(wall(zone), false, means));
      assertThat(fires("30 2 * * *", zone)).as(id).isEqualTo(expected);
    }
    assertThat(known).hasSizeGreaterThan(30);
  }

  /** Of the zones whose clocks are changed at the same times on the wall, one. */
  static Stream<ZoneId> clocks() {
    Map<List<Object>, ZoneId> clocks = new HashMap<>();
    ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .forEach(zone -> clocks.putIfAbsent(changesOf(zone), zone));
    return clocks.values().stream();
  }

  @ParameterizedTest
  @MethodSource("clocks")
  void aYearByEveryClockIsWhatCountingMinutesGives(ZoneId zone) {
    LocalDateTime[] wall = wall(zone);
    for (Expression expression : EXPRESSIONS) {
      assertThat(fires(expression.cron(), zone))
          .as(expression.cron())
          .isEqualTo(counted(wall, expression.everyHour(), expression.means()));
    }
  }

  private static List<Instant> fires(String cron, ZoneId zone) {
    return Timetable.of(cron, zone)
        .after(BEGIN.minusNanos(1))
        .filter(Fire::fires)
        .map(Fire::at)
        .takeWhile(at -> at.isBefore(END))
        .toList();
  }

  /** Zones whose clocks show the same all year are counted once. */
  private static List<Object> clockOf(ZoneId zone) {
    List<Object> clock = new ArrayList<>();
    clock.add(zone.getRules().getOffset(BEGIN));
    for (ZoneOffsetTransition change = zone.getRules().nextTransition(BEGIN);
        change != null && change.getInstant().isBefore(END);
        change = zone.getRules().nextTransition(change.getInstant())) {
      clock.add(change);
    }
    return clock;
  }

  /** When, on the wall, the clock is changed and by how much; one that never is stands for all. */
  private static List<Object> changesOf(ZoneId zone) {
    List<Object> changes = new ArrayList<>();
    for (Object part : clockOf(zone)) {
      if (part instanceof ZoneOffsetTransition change) {
        changes.add(change.getDateTimeBefore());
        changes.add(change.getDuration());
      }
    }
    return changes;
  }

  /** What the clock shows, once a minute for a year. */
  private static LocalDateTime[] wall(ZoneId zone) {
    LocalDateTime[] wall = new LocalDateTime[(int) Duration.between(BEGIN, END).toMinutes()];
    for (int minute = 0; minute < wall.length; minute++) {
      wall[minute] = LocalDateTime.ofInstant(BEGIN.plus(Duration.ofMinutes(minute)), zone);
    }
    return wall;
  }

  private static List<Instant> counted(
      LocalDateTime[] wall, boolean everyHour, Predicate<LocalDateTime> means) {
    Set<Instant> fires = new TreeSet<>();
    Set<LocalDateTime> seen = new TreeSet<>();
    LocalDateTime expected = null;
    for (int minute = 0; minute < wall.length; minute++) {
      Instant at = BEGIN.plus(Duration.ofMinutes(minute));
      for (LocalDateTime lost = expected;
          !everyHour && lost != null && lost.isBefore(wall[minute]);
          lost = lost.plusMinutes(1)) {
        if (means.test(lost)) {
          fires.add(at);
        }
      }
      if (means.test(wall[minute]) && (seen.add(wall[minute]) || everyHour)) {
        fires.add(at);
      }
      expected = wall[minute].plusMinutes(1);
    }
    return List.copyOf(fires);
  }

  @Test
  void aTimeThatDoesNotExistFiresWhenTheClockHasJumped() {
    assertThat(around("30 2 * * *", "Europe/Berlin", "2027-03-28T00:00:00Z", 2))
        .containsExactly(
            fire("2027-03-28T01:00:00Z", "2027-03-28T02:30", ClockChange.MOVED),
            fire("2027-03-29T00:30:00Z", "2027-03-29T02:30", ClockChange.NONE));
  }

  @Test
  void aTimeThatComesTwiceFiresTheFirstTime() {
    assertThat(around("30 2 * * *", "Europe/Berlin", "2027-10-30T22:00:00Z", 2))
        .containsExactly(
            fire("2027-10-31T00:30:00Z", "2027-10-31T02:30", ClockChange.FIRST_OF_TWO),
            fire("2027-11-01T01:30:00Z", "2027-11-01T02:30", ClockChange.NONE));
  }

  @Test
  void everyHourGoesByTheTimeThatPasses() {
    assertThat(around("30 * * * *", "Europe/Berlin", "2027-10-31T00:00:00Z", 3))
        .containsExactly(
            fire("2027-10-31T00:30:00Z", "2027-10-31T02:30", ClockChange.NONE),
            fire("2027-10-31T01:30:00Z", "2027-10-31T02:30", ClockChange.REPEATED),
            fire("2027-10-31T02:30:00Z", "2027-10-31T03:30", ClockChange.NONE));
    assertThat(around("30 * * * *", "Europe/Berlin", "2027-03-28T00:00:00Z", 3))
        .containsExactly(
            fire("2027-03-28T00:30:00Z", "2027-03-28T01:30", ClockChange.NONE),
            fire("2027-03-28T01:00:00Z", "2027-03-28T02:30", ClockChange.SKIPPED),
            fire("2027-03-28T01:30:00Z", "2027-03-28T03:30", ClockChange.NONE));
  }

  @Test
  void timesThatMoveToOneThatFiresAnywayAreOneFire() {
    assertThat(around("*/30 2,3 * * *", "Europe/Berlin", "2027-03-28T00:00:00Z", 2))
        .containsExactly(
            fire("2027-03-28T01:00:00Z", "2027-03-28T02:00", ClockChange.MOVED),
            fire("2027-03-28T01:30:00Z", "2027-03-28T03:30", ClockChange.NONE));
  }

  @Test
  void aDayThatAnIslandLeftOutIsMovedToTheNext() {
    assertThat(around("0 12 * * *", "Pacific/Apia", "2011-12-29T23:00:00Z", 3))
        .containsExactly(
            fire("2011-12-30T10:00:00Z", "2011-12-30T12:00", ClockChange.MOVED),
            fire("2011-12-30T22:00:00Z", "2011-12-31T12:00", ClockChange.NONE),
            fire("2011-12-31T22:00:00Z", "2012-01-01T12:00", ClockChange.NONE));
  }

  @Test
  void whereverOneBeginsTheSameFiresFollow() {
    Timetable table = Timetable.of("*/20 1-3 * * *", ZoneId.of("Europe/Berlin"));
    for (String day : List.of("2027-03-28T00:00:00Z", "2027-10-31T00:00:00Z")) {
      Instant begin = Instant.parse(day).minus(Duration.ofHours(3));
      List<Fire> all = table.after(begin).limit(30).toList();
      for (Fire fire : all.subList(0, 20)) {
        assertThat(table.after(fire.at()).findFirst())
            .isEqualTo(all.stream().filter(f -> f.at().isAfter(fire.at())).findFirst());
      }
    }
  }

  @Test
  void secondsComeFirst() {
    assertThat(around("*/20 0 9 * * *", "UTC", "2027-01-01T09:00:00Z", 3))
        .extracting(Fire::at)
        .containsExactly(
            Instant.parse("2027-01-01T09:00:20Z"),
            Instant.parse("2027-01-01T09:00:40Z"),
            Instant.parse("2027-01-02T09:00:00Z"));
  }

  @Test
  void whoLooksBetweenTwoSecondsFindsTheNext() {
    assertThat(around("* * * * * *", "UTC", "2027-01-01T09:00:29.999999999Z", 2))
        .extracting(Fire::at)
        .containsExactly(
            Instant.parse("2027-01-01T09:00:30Z"), Instant.parse("2027-01-01T09:00:31Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "@daily, 2027-01-02T00:00:00Z",
    "@hourly, 2027-01-01T13:00:00Z",
    "0 0 L * ?, 2027-01-31T00:00:00Z",
    "0 0 * * 5#2, 2027-01-08T00:00:00Z",
    "0 0 * * 0, 2027-01-03T00:00:00Z",
    "0 0 * * 7, 2027-01-03T00:00:00Z",
    "0 0 * * SUN, 2027-01-03T00:00:00Z",
    "0 0 1 jan *, 2028-01-01T00:00:00Z"
  })
  void theUsualWordsAreKnown(String cron, Instant next) {
    Instant noon = Instant.parse("2027-01-01T12:00:00Z");
    assertThat(Timetable.of(cron, ZoneId.of("UTC")).next(noon)).contains(next);
  }

  @Test
  void aDayThatNoYearHasNeverFires() {
    assertThat(Timetable.of("0 0 30 2 *", ZoneId.of("UTC")).next(BEGIN)).isEmpty();
  }

  @Test
  void whatNoCronExpressionCanSayIsSaidAsAPeriod() {
    assertThat(around("@every PT7M", "UTC", "1970-01-01T00:55:00Z", 3))
        .containsExactly(
            fire("1970-01-01T00:56:00Z", "1970-01-01T00:56:00", ClockChange.NONE),
            fire("1970-01-01T01:03:00Z", "1970-01-01T01:03:00", ClockChange.NONE),
            fire("1970-01-01T01:10:00Z", "1970-01-01T01:10:00", ClockChange.NONE));
  }

  @Test
  void aPeriodCountsFromItsInstantAlsoBackwards() {
    String every = "@every PT5H from 2027-01-01T09:15:00Z";
    assertThat(around(every, "UTC", "2027-01-01T09:15:00Z", 1).getFirst().at())
        .isEqualTo(Instant.parse("2027-01-01T14:15:00Z"));
    assertThat(around(every, "UTC", "2027-01-01T09:14:59.999Z", 1).getFirst().at())
        .isEqualTo(Instant.parse("2027-01-01T09:15:00Z"));
    assertThat(around(every, "UTC", "2026-12-31T23:15:00Z", 1).getFirst().at())
        .isEqualTo(Instant.parse("2027-01-01T04:15:00Z"));
  }

  @Test
  void aPeriodDoesNotMindAChangeOfTheClock() {
    assertThat(around("@every PT1H", "Europe/Berlin", "2027-03-28T00:00:00Z", 2))
        .containsExactly(
            fire("2027-03-28T01:00:00Z", "2027-03-28T03:00:00", ClockChange.NONE),
            fire("2027-03-28T02:00:00Z", "2027-03-28T04:00:00", ClockChange.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@every",
        "@every 7m",
        "@every PT0S",
        "@every PT-1M",
        "@every PT1.5S",
        "@every PT9000H",
        "@every PT1M from noon",
        "@every PT1M after"
      })
  void aPeriodIsWholeSecondsAndOfAYearAtMost(String text) {
    assertThatThrownBy(() -> Timetable.of(text, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'@every' wants");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "* * * *", "61 0 * * *", "a b c d e", "0 22-2 * * *", "@never"})
  void whatIsNoExpressionIsRefused(String cron) {
    assertThatThrownBy(() -> Timetable.of(cron, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Fire> around(String cron, String zone, String after, int count) {
    return Timetable.of(cron, ZoneId.of(zone)).after(Instant.parse(after)).limit(count).toList();
  }

  private static Fire fire(String at, String local, ClockChange change) {
    return new Fire(Instant.parse(at), LocalDateTime.parse(local), change);
  }

  private static Expression named(String cron, Predicate<LocalDateTime> means) {
    return new Expression(cron, false, means);
  }

  private static Expression everyHour(String cron, Predicate<LocalDateTime> means) {
    return new Expression(cron, true, means);
  }

  private static boolean hours(LocalDateTime t, int from, int to) {
    return t.getHour() >= from && t.getHour() <= to;
  }

  private static boolean isSunday(LocalDateTime t) {
    return t.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static boolean isWeekend(LocalDateTime t) {
    return t.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
  }
}
