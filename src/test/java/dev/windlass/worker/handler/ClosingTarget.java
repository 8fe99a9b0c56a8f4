package dev.windlass.worker.handler;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers one request a connection, promises to keep it, and hangs up at the next one. */
record ClosingTarget(ServerSocket listener) implements AutoCloseable {
  static ClosingTarget start() throws IOException {
    ClosingTarget target =
        new ClosingTarget(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(target::serve);
    return target;
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve() {
    for (int served = 1; ; served++) {
      try (Socket socket = listener.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (request(in)) {
          socket.getOutputStream().write(answer(served).getBytes(StandardCharsets.UTF_8));
        }
        request(in);
      } catch (IOException e) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  /** Without its body; false where there is none. */
  private static boolean request(BufferedReader in) throws IOException {
    String line = in.readLine();
    boolean any = line != null;
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return any;
  }

  private static String answer(int served) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\n" + served;
  }
}
