package dev.windlass.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain requests to a program that runs as a process. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Http() {}

  public record Answer(int status, String body, HttpHeaders headers) {
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + body, e);
      }
    }

    public Answer expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("status " + status + " instead of " + wanted + ": " + body);
      }
      return this;
    }
  }

  public static Answer get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  public static Answer post(String url, String json) {
    return post(url, "application/json", json);
  }

  /** A repeat with the same key is the same request. */
  public static Answer postOnce(String url, String key, String json) {
    return post(url, "Idempotency-Key", key, json);
  }

  /** As a client asks that has begun a trace. */
  public static Answer postTraced(String url, String traceparent, String json) {
    return post(url, "traceparent", traceparent, json);
  }

  private static Answer post(String url, String header, String value, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header(header, value)
            .POST(BodyPublishers.ofString(json)));
  }

  public static Answer delete(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).DELETE());
  }

  public static Answer put(String url, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  public static Answer post(String url, String contentType, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      var response =
          CLIENT.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
