package dev.windlass.compat.openspecimen;

/** Numbers in paths and queries. */
final class Numbers {
  private Numbers() {}

  static long id(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw UserError.invalid("'%s' must be a number, found '%s'".formatted(name, text));
    }
  }

  static int query(String name, String text, int otherwise, int least, int most) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    long number = id(name, text.strip());
    if (number < least) {
      throw UserError.invalid("'%s' must be at least %d, found %d".formatted(name, least, number));
    }
    return (int) Math.min(number, most);
  }
}
