package dev.windlass.view;

/** The id of a dead letter: its place on the dead letters' topic, so that it never changes. */
public final class LetterId {
  private LetterId() {}

  public static String of(int partition, long offset) {
    return "dl-" + partition + "-" + offset;
  }
}
