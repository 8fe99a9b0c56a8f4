package dev.windlass.result;

import java.util.regex.Pattern;

/**
 * The name of a file: the id of the batch job that it belongs to, and which of its files it is.
 * Plain characters only, so that no name leads anywhere else.
 */
public record ResultName(String owner, String file) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  public ResultName {
    if (!isPlain(owner) || !isPlain(file)) {
      throw new IllegalArgumentException(
          "'%s/%s' is no name of a result file".formatted(owner, file));
    }
  }

  static boolean isPlain(String text) {
    return text != null && PLAIN.matcher(text).matches();
  }

  @Override
  public String toString() {
    return owner + "/" + file;
  }
}
