package dev.windlass.wire;

/**
 * A place in the log that a read can wait for: {@code d.<partition>.<offset>} is a directive,
 * {@code e.<partition>.<offset>} an event.
 */
public record Token(Kind kind, int partition, long offset) {
  public enum Kind {
    D,
    E
  }

  public static Token directive(int partition, long offset) {
    return new Token(Kind.D, partition, offset);
  }

  public static Token event(int partition, long offset) {
    return new Token(Kind.E, partition, offset);
  }

  public static Token parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3
        || !(parts[0].equals("d") || parts[0].equals("e"))
        || !parts[1].matches("\\d{1,5}")
        || !parts[2].matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a token: it reads d.<partition>.<offset> or e.<partition>.<offset>");
    }
    return new Token(
        parts[0].equals("d") ? Kind.D : Kind.E,
        Integer.parseInt(parts[1]),
        Long.parseLong(parts[2]));
  }

  @Override
  public String toString() {
    return (kind == Kind.D ? "d." : "e.") + partition + "." + offset;
  }
}
