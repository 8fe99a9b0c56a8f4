package dev.windlass.worker.handler;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The headers of a request, as an operation's parameters give them: none can end before its time,
 * and none says where the request ends or whom it is for.
 */
final class CallHeaders {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
  private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]*");

  /** The handler's own affair. */
  private static final Set<String> NOT_GIVEN =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private CallHeaders() {}

  static Map<String, String> of(Parameters parameters) {
    Object given = parameters.value("headers").orElse(Map.of());
    if (!(given instanceof Map<?, ?> map)) {
      throw Parameters.unusable("headers", given, "an object of names and values");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    map.forEach((name, value) -> headers.put(name(name.toString()), value(name, value)));
    return headers;
  }

  private static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new UnusableParameters(
          "the parameter 'headers' has the name '" + name + "', which no header can have");
    }
    if (NOT_GIVEN.contains(name.toLowerCase(Locale.ROOT))) {
      throw new UnusableParameters(
          "the parameter 'headers' has '" + name + "', which the http handler sets itself");
    }
    return name;
  }

  /** Not shown where it is wrong: tokens stand in headers. */
  private static String value(Object name, Object value) {
    String text = String.valueOf(value);
    if (!VALUE.matcher(text).matches()) {
      throw new UnusableParameters(
          "the header '" + name + "' has a line break or another control character in its value");
    }
    return text;
  }
}
