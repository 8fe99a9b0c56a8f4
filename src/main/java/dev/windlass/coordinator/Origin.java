package dev.windlass.coordinator;

/** Where an input came from, for whoever looks at it when it could not be applied. */
record Origin(String topic, int partition, long offset, byte[] key, byte[] value) {
  /** The offset of inputs that came from no topic. */
  private static final long NONE = -1;

  static Origin clock(int partition, Object input) {
    return new Origin("clock", partition, NONE, null, String.valueOf(input).getBytes());
  }

  String place() {
    return topic + "-" + partition + "@" + offset;
  }
}
