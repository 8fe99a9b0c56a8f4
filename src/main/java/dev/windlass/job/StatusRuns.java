package dev.windlass.job;

/**
 * Statuses in a row as text: a letter each, followed by how many there are of it where there is
 * more than one, as in {@code c600rw423}. It is at most one character a sub-job, a few for a whole
 * page in the usual case, and readable in a topic and in the database.
 */
public final class StatusRuns {
  private StatusRuns() {}

  public static String encode(byte[] letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < length; ) {
      int end = runEnd(letters, at, length);
      text.append((char) letters[at]);
      if (end - at > 1) {
        text.append(end - at);
      }
      at = end;
    }
    return text.toString();
  }

  /** Where the letters end that are the same as that at {@code from}. */
  static int runEnd(byte[] letters, int from, int length) {
    int end = from + 1;
    while (end < length && letters[end] == letters[from]) {
      end++;
    }
    return end;
  }

  /**
   * The letters of a text of runs; a text of more than {@code most} letters is refused before it
   * takes memory.
   */
  public static byte[] decode(String text, int most) {
    byte[] letters = new byte[length(text, most)];
    int at = 0;
    for (int i = 0; i < text.length(); ) {
      byte letter = (byte) SubJobStatus.ofLetter(text.charAt(i)).letter();
      int digits = digitsEnd(text, i + 1);
      int count = digits == i + 1 ? 1 : Integer.parseInt(text, i + 1, digits, 10);
      java.util.Arrays.fill(letters, at, at + count, letter);
      at += count;
      i = digits;
    }
    return letters;
  }

  public static int length(String text, int most) {
    long length = 0;
    for (int i = 0; i < text.length(); ) {
      int digits = digitsEnd(text, i + 1);
      if (digits - i > 9) {
        throw new IllegalArgumentException("a run in '" + text + "' is too long");
      }
      length += digits == i + 1 ? 1 : Integer.parseInt(text, i + 1, digits, 10);
      i = digits;
      if (length > most) {
        throw new IllegalArgumentException(
            "'" + text + "' stands for more than " + most + " statuses");
      }
    }
    return (int) length;
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
