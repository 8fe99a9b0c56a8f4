package dev.windlass.control;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** 26 characters that sort by time: 48 bits of it, and 80 that are random. */
final class SortableId {
  static final String CHARACTERS = "[0-9A-HJKMNP-TV-Z]{26}";
  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private SortableId() {}

  static String of(Instant time, RandomGenerator random) {
    StringBuilder id = new StringBuilder();
    for (int shift = 45; shift >= 0; shift -= 5) {
      id.append(ALPHABET[(int) (time.toEpochMilli() >>> shift & 31)]);
    }
    for (int i = 0; i < 16; i++) {
      id.append(ALPHABET[random.nextInt(32)]);
    }
    return id.toString();
  }
}
