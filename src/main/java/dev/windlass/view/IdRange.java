package dev.windlass.view;

import java.util.UUID;

/** All ids that begin with the same digits, as a range that an index serves. */
record IdRange(UUID first, UUID last) {
  private static final int DIGITS = 32;

  /** Null where no id begins so. */
  static IdRange ofPrefix(String text) {
    String digits = text.replace("-", "");
    if (!digits.matches("[0-9a-fA-F]{1," + DIGITS + "}")) {
      return null;
    }
    int open = DIGITS - digits.length();
    return new IdRange(uuid(digits + "0".repeat(open)), uuid(digits + "f".repeat(open)));
  }

  private static UUID uuid(String digits) {
    return new UUID(
        Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, DIGITS, 16));
  }
}
