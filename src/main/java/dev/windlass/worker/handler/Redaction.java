package dev.windlass.worker.handler;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Takes secrets out of text: as they are, as they stand in a URL and as they stand in JSON. A text
 * may have been cut in the middle of one, so a part of one at its edge goes too.
 */
final class Redaction {
  static final String INSTEAD = "***";
  private static final int SHORTEST_PART = 6;

  /** The longest first: a secret may be a part of another one. */
  private final Set<String> spellings =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  void add(String secret) {
    spellings.add(secret);
    spellings.add(Substitution.encoded(secret));
    spellings.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
  }

  /** Null for null. */
  String of(String text) {
    if (text == null || spellings.isEmpty()) {
      return text;
    }
    String redacted = text;
    for (String secret : spellings) {
      redacted = redacted.replace(secret, INSTEAD);
    }
    for (String secret : spellings) {
      redacted = withoutEnd(withoutBeginning(redacted, secret), secret);
    }
    return redacted;
  }

  private static String withoutEnd(String text, String secret) {
    for (int length = Math.min(secret.length() - 1, text.length());
        length >= SHORTEST_PART;
        length--) {
      if (secret.regionMatches(0, text, text.length() - length, length)) {
        return text.substring(0, text.length() - length) + INSTEAD;
      }
    }
    return text;
  }

  private static String withoutBeginning(String text, String secret) {
    for (int length = Math.min(secret.length() - 1, text.length());
        length >= SHORTEST_PART;
        length--) {
      if (text.regionMatches(0, secret, secret.length() - length, length)) {
        return INSTEAD + text.substring(length);
      }
    }
    return text;
  }
}
