package dev.windlass.worker.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.windlass.wire.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The request that an operation's parameters describe. */
record HttpCall(
    String method,
    URI url,
    Map<?, ?> headers,
    Object body,
    ExpectedStatus expected,
    Duration timeout,
    Boolean keepBody) {

  static HttpCall of(Operation operation) {
    Parameters parameters = operation.parameters();
    return new HttpCall(
        parameters.text("method").orElse("GET").toUpperCase(Locale.ROOT),
        url(parameters.requiredText("url")),
        headers(parameters),
        parameters.value("body").orElse(null),
        ExpectedStatus.of(parameters.value("expectStatus").orElse(null)),
        parameters.duration("timeout", operation.timeout()),
        parameters.value("keepBody").map(v -> parameters.flag("keepBody", true)).orElse(null));
  }

  HttpRequest request(URI to) {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(to).method(method, publisher());
      if (!timeout.isZero()) {
        request.timeout(timeout);
      }
      if (body != null && !(body instanceof String)) {
        request.setHeader("Content-Type", "application/json");
      }
      headers.forEach((name, value) -> request.setHeader(name.toString(), String.valueOf(value)));
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new UnusableParameters("the request can't be made: " + e.getMessage());
    }
  }

  private BodyPublisher publisher() {
    if (body == null) {
      return BodyPublishers.noBody();
    }
    try {
      return BodyPublishers.ofString(
          body instanceof String text ? text : Json.MAPPER.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new UnusableParameters("the parameter 'body' can't be written as JSON");
    }
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw Parameters.unusable("url", text, "an absolute http or https URL");
  }

  private static Map<?, ?> headers(Parameters parameters) {
    Object headers = parameters.value("headers").orElse(Map.of());
    if (headers instanceof Map<?, ?> map) {
      return map;
    }
    throw Parameters.unusable("headers", headers, "an object of names and values");
  }
}
