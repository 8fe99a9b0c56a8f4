package dev.windlass.wire;

import dev.windlass.job.Wish;

/** Under the key {@code <batch job>}: what the workers are to do with what they hold of it. */
public record ControlRecord(int epoch, Wish wish, long controlVersion) {
  public ControlRecord {
    if (wish == null) {
      throw new IllegalArgumentException("a control record without 'wish'");
    }
  }
}
