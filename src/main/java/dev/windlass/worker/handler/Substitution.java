package dev.windlass.worker.handler;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts plain values where {@code {row.x}}, {@code {parameters.x}}, {@code {secret.x}}, {@code
 * {iteration}} and {@code {index}} stand in parameters. In a URL they are encoded, except at its
 * very start, where they are the URL. All other braces stay as they are.
 */
public record Substitution(
    Map<String, ?> row, Map<String, ?> parameters, Secrets secrets, long iteration, int index) {
  private static final String SECRET = "secret\\.(" + Secrets.NAME + ")";
  private static final Pattern PLACE =
      Pattern.compile("\\{(?:(row|parameters)\\.([^{}]{1,200})|(iteration|index)|" + SECRET + ")}");
  private static final Pattern OF_SECRET = Pattern.compile("\\{" + SECRET + "}");

  /** Whether anything in these values depends on the row, the iteration or the index. */
  public static boolean isNeededFor(Object value) {
    return switch (value) {
      case String text -> text.indexOf('{') >= 0 && PLACE.matcher(text).find();
      case Map<?, ?> map -> map.values().stream().anyMatch(Substitution::isNeededFor);
      case List<?> list -> list.stream().anyMatch(Substitution::isNeededFor);
      case null, default -> false;
    };
  }

  /** Whether a secret is named anywhere in these values. */
  public static boolean namesSecret(Object value) {
    return switch (value) {
      case String text -> text.indexOf('{') >= 0 && OF_SECRET.matcher(text).find();
      case Map<?, ?> map -> map.values().stream().anyMatch(Substitution::namesSecret);
      case List<?> list -> list.stream().anyMatch(Substitution::namesSecret);
      case null, default -> false;
    };
  }

  public Map<String, Object> into(Map<String, ?> values) {
    Map<String, Object> all = new LinkedHashMap<>();
    values.forEach((name, value) -> all.put(name, into(name, value)));
    return all;
  }

  private Object into(String name, Object value) {
    return switch (value) {
      case String text -> text(text, isUrl(name, text));
      case Map<?, ?> map -> {
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((key, inner) -> all.put(String.valueOf(key), into("", inner)));
        yield all;
      }
      case List<?> list -> list.stream().map(inner -> into("", inner)).toList();
      case null -> null;
      default -> value;
    };
  }

  private static boolean isUrl(String name, String text) {
    return name.equalsIgnoreCase("url")
        || text.startsWith("http://")
        || text.startsWith("https://");
  }

  private String text(String text, boolean url) {
    if (text.indexOf('{') < 0) {
      return text;
    }
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              String value =
                  place.group(4) == null
                      ? value(place.group(1), place.group(2), place.group(3))
                      : secrets.get(place.group(4));
              boolean encode = url && place.start() > 0;
              return Matcher.quoteReplacement(encode ? encoded(value) : value);
            });
  }

  private String value(String source, String name, String own) {
    if (own != null) {
      return own.equals("iteration") ? Long.toString(iteration) : Integer.toString(index);
    }
    Map<String, ?> from = source.equals("row") ? row : parameters;
    if (!from.containsKey(name)) {
      throw new UnusableParameters(
          "{%s.%s} stands for nothing: %s"
              .formatted(
                  source,
                  name,
                  from.isEmpty() ? "there are none" : "there are " + new TreeSet<>(from.keySet())));
    }
    Object value = from.get(name);
    return value == null ? "" : String.valueOf(value);
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
