package dev.windlass.control;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** {@code in_} and 26 characters that sort by time. */
public final class InputId {
  public static final Pattern PATTERN = Pattern.compile("in_" + SortableId.CHARACTERS);

  private InputId() {}

  static String of(Instant time, RandomGenerator random) {
    return "in_" + SortableId.of(time, random);
  }
}
