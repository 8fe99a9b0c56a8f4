package dev.windlass.worker.handler;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers one request a connection, promises to keep it, and hangs up at the next one. */
final class ClosingTarget implements AutoCloseable {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\n1";

  private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger hungUp = new AtomicInteger();
  private final boolean resets;

  private ClosingTarget(boolean resets) throws IOException {
    this.resets = resets;
    Thread.ofVirtual().start(this::serve);
  }

  /** The client sees the connection's end. */
  static ClosingTarget closing() throws IOException {
    return new ClosingTarget(false);
  }

  /** The client sees a reset, as from a proxy that has forgotten the connection. */
  static ClosingTarget resetting() throws IOException {
    return new ClosingTarget(true);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  /** How many requests came. */
  int asked() {
    return asked.get();
  }

  /** How many of them were not answered. */
  int hungUp() {
    return hungUp.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // It was closed.
      }
    }
  }

  private void serve(Socket accepted) {
    try (Socket socket = accepted) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      if (request(in)) {
        socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.UTF_8));
      }
      if (request(in)) {
        hungUp.incrementAndGet();
      }
      if (resets) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // The client went first.
    }
  }

  /** Without its body; false where there is none. */
  private boolean request(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line == null) {
      return false;
    }
    asked.incrementAndGet();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return true;
  }
}
