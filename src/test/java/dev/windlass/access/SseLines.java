package dev.windlass.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** The lines of a stream of events, read by whoever wants the next one. */
final class SseLines implements AutoCloseable {
  private final BufferedReader reader;

  private SseLines(BufferedReader reader) {
    this.reader = reader;
  }

  /** The head of the answer has come: what happens from then on is told. */
  static SseLines open(String address, String key) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + key)
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new AssertionError(address + " answered " + answer.statusCode());
    }
    return new SseLines(
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
  }

  String next(String beginning) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new AssertionError("the stream ended");
  }

  /** Reads on until the server has ended it. */
  void awaitEnd() throws IOException {
    String line;
    do {
      line = reader.readLine();
    } while (line != null);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
