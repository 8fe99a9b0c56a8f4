package dev.windlass.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What the operations call: {@code /shops/7}. Some shops are broken until they are mended. */
final class ShopTarget implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean mended;
  private volatile CountDownLatch door = new CountDownLatch(0);

  ShopTarget() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.createContext("/shops/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  static boolean isBroken(int shop) {
    return shop % 10 == 3;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/shops/";
  }

  int calls() {
    return calls.get();
  }

  /** Whoever calls waits until it is opened. */
  void shut() {
    door = new CountDownLatch(1);
  }

  void open() {
    door.countDown();
  }

  void mend() {
    mended = true;
  }

  @Override
  public void close() {
    door.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      calls.incrementAndGet();
      door.await();
      String path = exchange.getRequestURI().getPath();
      int shop = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
      exchange.sendResponseHeaders(isBroken(shop) && !mended ? 500 : 204, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
