package dev.windlass.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A path below the server's address, with what stands behind the question mark. */
public record Route(String path, String query) {
  /** Each segment is encoded: a name with a slash in it stays one segment. */
  public static Route of(String... segments) {
    return new Route(
        Arrays.stream(segments).map(s -> "/" + encoded(s)).collect(Collectors.joining()), "");
  }

  /** Null leaves it out; several values stand one after the other. */
  public Route with(String name, Object value) {
    Collection<?> values =
        value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
    String more =
        values.stream()
            .map(one -> encoded(name) + "=" + encoded(one.toString()))
            .collect(Collectors.joining("&"));
    return new Route(path, query.isEmpty() || more.isEmpty() ? query + more : query + "&" + more);
  }

  @Override
  public String toString() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
