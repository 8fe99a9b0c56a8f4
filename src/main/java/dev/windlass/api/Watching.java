package dev.windlass.api;

import dev.windlass.control.Refusal;
import dev.windlass.control.WatchRefusals;
import dev.windlass.watch.EventStream;
import dev.windlass.watch.Position;
import dev.windlass.watch.WatchRefusal;
import java.util.function.Supplier;

/** Watching that can't begin, in the words of the API. */
final class Watching {
  static final String STREAM =
      """
      Server-sent events: `event` is the type, `id` the position in the log, `data` a CloudEvent. \
      A reader that comes back with its last id (`Last-Event-ID`, or the query parameter \
      `lastEventId`) goes on without gap or double; 410 where the log no longer has what comes \
      next. A reader that is too slow is dropped, and one whose key or token is no longer good.""";

  private Watching() {}

  /** A refusal leaves as a problem, as long as nothing has been sent. */
  static EventStream open(Supplier<EventStream> opening) {
    try {
      return opening.get();
    } catch (WatchRefusal e) {
      throw WatchRefusals.refusal(e);
    }
  }

  /** Null where the reader names none. */
  static Position position(String lastEventId) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return null;
    }
    try {
      return Position.parse(lastEventId);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(
          "Last-Event-ID", lastEventId, "must be the id of an event, such as 3:44 or 0:12,3:44");
    }
  }
}
