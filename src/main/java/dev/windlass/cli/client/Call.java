package dev.windlass.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request.
 *
 * @param patience how long the answer may take
 */
public record Call(
    String method,
    Route route,
    BodyPublisher body,
    Map<String, String> headers,
    Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public static Call get(Route route) {
    return new Call("GET", route, BodyPublishers.noBody(), Map.of(), PATIENCE);
  }

  public static Call delete(Route route) {
    return new Call("DELETE", route, BodyPublishers.noBody(), Map.of(), PATIENCE);
  }

  public static Call post(Route route, JsonNode body) {
    return sending("POST", route, "application/json", BodyPublishers.ofString(body.toString()));
  }

  public static Call put(Route route, JsonNode body) {
    return sending("PUT", route, "application/json", BodyPublishers.ofString(body.toString()));
  }

  public static Call sending(String method, Route route, String type, BodyPublisher body) {
    return new Call(method, route, body, Map.of("Content-Type", type), PATIENCE);
  }

  public Call header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(method, route, body, more, patience);
  }

  /** Besides the usual time: of a request whose answer is held back on purpose. */
  public Call longerBy(Duration held) {
    return new Call(method, route, body, headers, patience.plus(held));
  }
}
