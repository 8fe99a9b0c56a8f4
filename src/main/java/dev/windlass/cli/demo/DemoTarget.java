package dev.windlass.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What the operations call: {@code GET /distance?city=..&lat=..&lon=..} answers how far the city is
 * from the depot, after a while, if it is in the mood. It counts its calls, in all and by city.
 */
final class DemoTarget implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Long, Integer> callsByCity = new ConcurrentHashMap<>();

  private DemoTarget(HttpServer server) {
    this.server = server;
  }

  static DemoTarget start() throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    HttpServer server = HttpServer.create(free, 256);
    DemoTarget target = new DemoTarget(server);
    server.createContext("/distance", target::answer);
    server.setExecutor(target.threads);
    server.start();
    return target;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/distance";
  }

  /** Every call that has arrived. */
  int calls() {
    return calls.get();
  }

  Map<Long, Integer> callsByCity() {
    return Map.copyOf(callsByCity);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    try {
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      long city = Long.parseLong(query.get("city"));
      Route route =
          Route.to(Double.parseDouble(query.get("lat")), Double.parseDouble(query.get("lon")));
      int call = callsByCity.merge(city, 1, Integer::sum);
      answer(exchange, Temper.of(city), call, route);
    } catch (NullPointerException | NumberFormatException e) {
      send(exchange, 400, "{\"error\":\"city, lat and lon have to be numbers\"}");
    }
  }

  private static void answer(HttpExchange exchange, Temper temper, int call, Route route)
      throws IOException {
    LockSupport.parkNanos(temper.takes().toNanos());
    if (!temper.fails(call)) {
      send(exchange, 200, route.json());
    } else if (temper.broken()) {
      send(exchange, 500, "{\"error\":\"no road leads there\"}");
    } else {
      send(exchange, 503, "{\"error\":\"busy, ask again\"}");
    }
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String part : text.split("&")) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], pair.length == 2 ? pair[1] : "");
    }
    return query;
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }
}
