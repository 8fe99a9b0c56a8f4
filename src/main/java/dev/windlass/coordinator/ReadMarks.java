package dev.windlass.coordinator;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Up to which instant all progress is known to have been read: when what ended somewhere at an
 * instant has been read and committed, the silence of workers up to that instant is known.
 */
final class ReadMarks {
  /** An end that was seen and that is not known to have been reached yet. */
  private record Seen(long end, long at) {}

  private final Map<Integer, Seen> seen = new ConcurrentHashMap<>();
  private final Map<Integer, Long> readToEndAt = new ConcurrentHashMap<>();

  OptionalLong readToEndAt(int partition) {
    Long at = readToEndAt.get(partition);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** What was found at one look: {@code at} is an instant before it. */
  void look(int partition, long committed, long end, long at) {
    Seen earlier = seen.get(partition);
    if (earlier != null && committed < earlier.end()) {
      return;
    }
    if (earlier != null) {
      readToEndAt.put(partition, earlier.at());
    }
    if (committed >= end) {
      readToEndAt.put(partition, at);
      seen.remove(partition);
    } else {
      seen.put(partition, new Seen(end, at));
    }
  }
}
