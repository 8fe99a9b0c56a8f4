package dev.windlass.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A server with prepared answers, over real HTTP. A request is known by its method and path, with
 * the query where an answer is prepared for that; of several answers the last one stays.
 */
public final class StubApi implements AutoCloseable {
  private final Map<String, Deque<Prepared>> answers = new HashMap<>();
  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  /** A request as it came. */
  public record Seen(String request, String body, Map<String, List<String>> headers) {}

  private record Prepared(int status, String body) {}

  public StubApi() throws IOException {
    listen(0);
  }

  /** On a port that it had before, too. */
  public void listen(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public synchronized StubApi on(String request, int status, String body) {
    answers.computeIfAbsent(request, r -> new ArrayDeque<>()).add(new Prepared(status, body));
    return this;
  }

  public StubApi on(String request, String body) {
    return on(request, 200, body);
  }

  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Those that changed something. */
  public List<String> changes() {
    return seen().stream()
        .filter(s -> !s.request().startsWith("GET"))
        .map(s -> s.request() + " " + s.body())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String whole = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      seen.add(new Seen(whole, body, Map.copyOf(exchange.getRequestHeaders())));
      Prepared prepared = prepared(whole);
      byte[] bytes = prepared.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(prepared.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Prepared prepared(String whole) {
    String request = answers.containsKey(whole) ? whole : whole.replaceFirst("\\?.*", "");
    Deque<Prepared> prepared = answers.get(request);
    if (prepared == null) {
      return new Prepared(
          404,
          "{\"title\": \"There is nothing at this address\", \"code\": \"no-such-route\","
              + " \"detail\": \"nothing is prepared for "
              + whole.replace("\"", "")
              + "\"}");
    }
    return prepared.size() > 1 ? prepared.poll() : prepared.peek();
  }
}
