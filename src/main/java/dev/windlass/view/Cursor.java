package dev.windlass.view;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The place in a list after which the next slice begins; opaque to clients. */
public record Cursor(List<String> parts) {
  private static final String SEPARATOR = "|";

  /** Of the year 9999. */
  private static final long MOST_SECONDS = 253_402_300_799L;

  public static Cursor of(Object... parts) {
    return new Cursor(java.util.Arrays.stream(parts).map(String::valueOf).toList());
  }

  /** Null and empty stand for the beginning, and give null. */
  public static Cursor parse(String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return new Cursor(List.of(new String(bytes, StandardCharsets.UTF_8).split("\\|", -1)));
    } catch (IllegalArgumentException e) {
      throw foreign(text);
    }
  }

  public Instant instant(int part) {
    return read(part, Cursor::instant);
  }

  public UUID uuid(int part) {
    return read(part, UUID::fromString);
  }

  public long number(int part) {
    return read(part, Long::parseLong);
  }

  public String text(int part) {
    return read(part, Function.identity());
  }

  @Override
  public String toString() {
    byte[] bytes = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private <T> T read(int part, Function<String, T> reader) {
    try {
      return reader.apply(parts.get(part));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw foreign(toString());
    }
  }

  /** Ours are of years that Postgres has, too. */
  private static Instant instant(String text) {
    Instant instant = Instant.parse(text);
    if (Math.abs(instant.getEpochSecond()) > MOST_SECONDS) {
      throw new DateTimeException(text);
    }
    return instant;
  }

  private static IllegalArgumentException foreign(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a cursor of this list: use the nextCursor of the answer before");
  }
}
