package dev.windlass.watch;

/**
 * What one reader is sent.
 *
 * @param position where to go on after it
 * @param type as in {@code ce_type}; null where nothing happened and only the position moved on
 * @param json a CloudEvent in structured mode; null where nothing happened
 */
public record StreamedEvent(Position position, String type, String json) {
  static StreamedEvent nothing(Position position) {
    return new StreamedEvent(position, null, null);
  }

  public boolean isEmpty() {
    return json == null;
  }
}
