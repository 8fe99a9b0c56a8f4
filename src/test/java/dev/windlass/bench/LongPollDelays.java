package dev.windlass.bench;

import dev.windlass.bench.LoggedEvents.Event;
import java.util.List;

/**
 * How late long polls were answered. One is due with the first change after it was sent, but not
 * before its period is over; one that was answered by a change from before it was sent, which the
 * view did not show yet, is due with the end of its period.
 */
final class LongPollDelays {
  private LongPollDelays() {}

  static List<Double> of(List<Seen.Answer> answers, LoggedEvents logged) {
    return answers.stream().map(answer -> delay(answer, logged.of(answer.job()))).toList();
  }

  private static double delay(Seen.Answer answer, List<Event> events) {
    long periodOver = answer.askedMillis() + Watchers.PERIOD_MILLIS;
    long changed = firstAfter(events, answer.askedMillis());
    long due = changed <= answer.cameMillis() ? Math.max(periodOver, changed) : periodOver;
    return answer.cameMillis() - due;
  }

  private static long firstAfter(List<Event> events, long millis) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (events.get(middle).millis() > millis) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < events.size() ? events.get(low).millis() : Long.MAX_VALUE;
  }
}
