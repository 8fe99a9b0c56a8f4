package dev.windlass.compat.web3;

import dev.windlass.control.Refusal;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The list {@code a=b;c=d}. A pair is split at its first {@code =}. What would end it too early is
 * percent-encoded: {@code ;} as %3B, {@code =} in a name as %3D, control characters. Nothing else
 * is an escape, so that {@code url=http://x/?q=a%20b} says what it always said; a {@code %} is
 * written as %25 only where it would be read as the beginning of one of these.
 */
final class Parameters {
  private static final String ESCAPED = "%(25|3[BbDd]|[01][0-9A-Fa-f])";
  private static final Pattern ESCAPE = Pattern.compile(ESCAPED);
  private static final Pattern TO_ESCAPE =
      Pattern.compile("[;\\x00-\\x1f]|%(?=" + ESCAPED.substring(1) + ")");
  private static final String FIELD = "Parameters";

  private Parameters() {}

  /** Blanks around the list and around names are not kept. */
  static Map<String, Object> parse(String text) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (String pair : text.strip().split(";")) {
      if (!pair.isBlank()) {
        add(parameters, pair);
      }
    }
    return parameters;
  }

  /** What is no text among the arguments of a native batch job is shown as JSON. */
  static String text(Map<String, Object> arguments) {
    return arguments.entrySet().stream()
        .map(a -> escaped(a.getKey()).replace("=", "%3D") + "=" + escaped(shown(a.getValue())))
        .collect(Collectors.joining(";"));
  }

  /** In whatever order, and whatever types the arguments have. */
  static boolean same(Map<String, Object> arguments, Map<String, Object> parameters) {
    return arguments.keySet().equals(parameters.keySet())
        && arguments.entrySet().stream()
            .allMatch(a -> shown(a.getValue()).equals(parameters.get(a.getKey())));
  }

  private static void add(Map<String, Object> parameters, String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? "" : unescaped(pair.substring(0, equals).strip());
    if (name.isEmpty()) {
      throw Refusal.invalid(FIELD, pair, "must be name=value pairs with ';' between them");
    }
    String value = unescaped(pair.substring(equals + 1));
    if (name.indexOf(0) >= 0 || value.indexOf(0) >= 0) {
      throw Refusal.invalid(FIELD, pair, "must not hold the character 0");
    }
    if (parameters.put(name, value) != null) {
      throw Refusal.invalid(FIELD, name, "must have each name once");
    }
  }

  private static String shown(Object value) {
    return value instanceof String text
        ? text
        : new String(Json.write(value), StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return TO_ESCAPE.matcher(text).replaceAll(m -> "%%%02X".formatted((int) m.group().charAt(0)));
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
  }
}
