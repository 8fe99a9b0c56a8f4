package dev.windlass.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** What the operations call: answers after a while, and remembers when each row was called. */
final class CountingTarget implements AutoCloseable {
  /** A call: which row, and when it arrived, by this machine's monotonic clock. */
  record Call(int row, long atNanos) {}

  private final HttpServer server;
  private final Duration takes;
  private final List<Call> calls = new ArrayList<>();

  private CountingTarget(HttpServer server, Duration takes) {
    this.server = server;
    this.takes = takes;
  }

  static CountingTarget start(Duration takes) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    CountingTarget target = new CountingTarget(server, takes);
    server.createContext("/rows/", target::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return target;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Call> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  List<Call> callsSince(long nanos) {
    return calls().stream().filter(call -> call.atNanos() - nanos > 0).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Call call = new Call(Integer.parseInt(path.substring("/rows/".length())), System.nanoTime());
    synchronized (calls) {
      calls.add(call);
    }
    LockSupport.parkNanos(takes.toNanos());
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
