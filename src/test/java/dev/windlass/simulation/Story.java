package dev.windlass.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happened, for people to read where something went wrong. */
public final class Story {
  private static final int MOST_LINES = 600;

  private final Deque<String> lines = new ArrayDeque<>();
  private boolean told;
  private long hash = 17;

  void tell() {
    told = true;
  }

  /** Formatted only when it is to be told: every line of every history costs something. */
  public void line(World world, String format, Object... values) {
    hash = hash * 31 + world.now();
    for (Object value : values) {
      hash = hash * 31 + (value instanceof Number n ? n.longValue() : value.toString().hashCode());
    }
    if (told) {
      lines.add("%10.3f  ".formatted(world.now() / 1e9) + format.formatted(values));
      if (lines.size() > MOST_LINES) {
        lines.poll();
      }
    }
  }

  /** The same for the same history. */
  long hash() {
    return hash;
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
