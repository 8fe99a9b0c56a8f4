package dev.windlass.control;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** {@code in_} and 26 characters that sort by time: 48 bits of it, and 80 that are random. */
public final class InputId {
  public static final Pattern PATTERN = Pattern.compile("in_[0-9A-HJKMNP-TV-Z]{26}");
  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private InputId() {}

  static String of(Instant time, RandomGenerator random) {
    StringBuilder id = new StringBuilder("in_");
    for (int shift = 45; shift >= 0; shift -= 5) {
      id.append(ALPHABET[(int) (time.toEpochMilli() >>> shift & 31)]);
    }
    for (int i = 0; i < 16; i++) {
      id.append(ALPHABET[random.nextInt(32)]);
    }
    return id.toString();
  }
}
