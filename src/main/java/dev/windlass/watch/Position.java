package dev.windlass.watch;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a reader has come in the events: for each partition the offset of the newest event that
 * it has seen, as in {@code 0:12,3:44}. A partition that is not named has been read from nowhere
 * on: it had nothing when the reading began.
 */
public record Position(SortedMap<Integer, Long> seen) {
  private static final Pattern FORM = Pattern.compile("\\d{1,5}:\\d{1,18}(,\\d{1,5}:\\d{1,18})*");

  public static Position parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a position in the events: it reads 3:44, or 0:12,3:44");
    }
    SortedMap<Integer, Long> seen = new TreeMap<>();
    for (String part : text.split(",")) {
      String[] numbers = part.split(":");
      seen.put(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]));
    }
    return new Position(seen);
  }

  /** The first offset of the partition that has not been seen. */
  public long next(int partition) {
    return seen.getOrDefault(partition, -1L) + 1;
  }

  public Position withNext(int partition, long next) {
    SortedMap<Integer, Long> more = new TreeMap<>(seen);
    if (next > 0) {
      more.put(partition, next - 1);
    }
    return new Position(more);
  }

  @Override
  public String toString() {
    return seen.entrySet().stream()
        .map((Map.Entry<Integer, Long> e) -> e.getKey() + ":" + e.getValue())
        .collect(Collectors.joining(","));
  }
}
