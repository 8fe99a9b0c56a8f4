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
import java.util.HashSet;
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
  private static final Span YEAR = new Span(BEGIN, END);

  private record Span(Instant begin, Instant end) {
    static Span around(Instant change) {
      return new Span(change.minus(Duration.ofDays(2)), change.plus(Duration.ofDays(3)));
    }
  }

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

  /** Zones whose clocks show the same all year are one. */
  @Test
  void inEveryZoneTheDaysAroundItsChangesAreWhatCountingMinutesGives() {
    Expression expression = named("30 2 * * *", t -> t.getHour() == 2 && t.getMinute() == 30);
    Map<List<Object>, ZoneId> zones = new HashMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      zones.putIfAbsent(clockOf(ZoneId.of(id)), ZoneId.of(id));
    }
    assertThat(zones).hasSizeGreaterThan(30);
    for (ZoneId zone : zones.values()) {
      for (Span span : spans(zone)) {
        assertThat(fires(expression, span, zone))
            .as(zone.getId())
            .isEqualTo(counted(span, wall(span, zone), expression));
      }
    }
  }

  /** Around each change of its clock; where it is never changed, some days. */
  private static List<Span> spans(ZoneId zone) {
    List<Span> spans =
        changes(zone).stream().map(change -> Span.around(change.getInstant())).toList();
    return spans.isEmpty() ? List.of(Span.around(BEGIN)) : spans;
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

  /** The days between are as those of any other clock. */
  @ParameterizedTest
  @MethodSource("clocks")
  void theDaysAroundEveryChangeAreWhatCountingMinutesGives(ZoneId zone) {
    for (Span span : spans(zone)) {
      isWhatCountingGives(span, zone);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "Africa/Casablanca", "Australia/Lord_Howe"})
  void aYearIsWhatCountingMinutesGives(ZoneId zone) {
    isWhatCountingGives(YEAR, zone);
  }

  private static void isWhatCountingGives(Span span, ZoneId zone) {
    LocalDateTime[] wall = wall(span, zone);
    for (Expression expression : EXPRESSIONS) {
      assertThat(fires(expression, span, zone))
          .as(expression.cron())
          .isEqualTo(counted(span, wall, expression));
    }
  }

  private static List<Instant> fires(Expression expression, Span span, ZoneId zone) {
    return Timetable.of(expression.cron(), zone)
        .after(span.begin().minusNanos(1))
        .filter(Fire::fires)
        .map(Fire::at)
        .takeWhile(at -> at.isBefore(span.end()))
        .toList();
  }

  private static List<Object> clockOf(ZoneId zone) {
    List<Object> clock = new ArrayList<>(changes(zone));
    clock.add(zone.getRules().getOffset(BEGIN));
    return clock;
  }

  /** When, on the wall, the clock is changed and by how much; one that never is stands for all. */
  private static List<Object> changesOf(ZoneId zone) {
    List<Object> changes = new ArrayList<>();
    for (ZoneOffsetTransition change : changes(zone)) {
      changes.add(change.getDateTimeBefore());
      changes.add(change.getDuration());
    }
    return changes;
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    for (ZoneOffsetTransition change = zone.getRules().nextTransition(BEGIN);
        change != null && change.getInstant().isBefore(END);
        change = zone.getRules().nextTransition(change.getInstant())) {
      changes.add(change);
    }
    return changes;
  }

  /** What the clock shows, once a minute. */
  private static LocalDateTime[] wall(Span span, ZoneId zone) {
    LocalDateTime[] wall =
        new LocalDateTime[(int) Duration.between(span.begin(), span.end()).toMinutes()];
    for (int minute = 0; minute < wall.length; minute++) {
      wall[minute] = LocalDateTime.ofInstant(after(span, minute), zone);
    }
    return wall;
  }

  private static Instant after(Span span, int minutes) {
    return span.begin().plusSeconds(minutes * 60L);
  }

  private static List<Instant> counted(Span span, LocalDateTime[] wall, Expression expression) {
    Set<Instant> fires = new TreeSet<>();
    Set<LocalDateTime> seen = new HashSet<>();
    LocalDateTime expected = null;
    for (int minute = 0; minute < wall.length; minute++) {
      for (LocalDateTime lost = expected;
          !expression.everyHour() && lost != null && lost.isBefore(wall[minute]);
          lost = lost.plusMinutes(1)) {
        if (expression.means().test(lost)) {
          fires.add(after(span, minute));
        }
      }
      if (expression.means().test(wall[minute])
          && (seen.add(wall[minute]) || expression.everyHour())) {
        fires.add(after(span, minute));
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
