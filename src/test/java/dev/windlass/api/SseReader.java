package dev.windlass.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A reader of server-sent events, as the specification of EventSource has it. */
final class SseReader implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;
  private String lastId;

  record Event(String id, String type, String data) {}

  SseReader(URI address, String lastEventId) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    response = client.send(request.build(), BodyHandlers.ofInputStream());
    lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  int status() {
    return response.statusCode();
  }

  /** What an EventSource would send when it comes back. */
  String lastId() {
    return lastId;
  }

  String body() throws IOException {
    return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The next event with data; what has none only moves the id on. */
  Event next() throws IOException {
    while (true) {
      Map<String, String> fields = block();
      lastId = fields.getOrDefault("id", lastId);
      if (fields.containsKey("data")) {
        return new Event(lastId, fields.get("event"), fields.get("data"));
      }
    }
  }

  /** The fields up to the next empty line; a comment stands under the empty name. */
  Map<String, String> block() throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return fields;
      }
      int colon = line.indexOf(':');
      fields.merge(
          line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + "\n" + b);
    }
    throw new IOException("the stream ended");
  }

  @Override
  public void close() throws IOException {
    response.body().close();
    client.shutdownNow();
  }
}
