package dev.windlass.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** What operations call: remembers when each number was called first. */
final class Target implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;
  private final AtomicLongArray calledAt;
  private final AtomicInteger called = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Target(ServerSocket server, int numbers) {
    this.server = server;
    this.calledAt = new AtomicLongArray(numbers);
  }

  static Target start(int numbers) throws IOException {
    ServerSocket server = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"));
    Target target = new Target(server, numbers);
    Thread.ofPlatform().daemon().name("target").start(target::accept);
    return target;
  }

  /** To be followed by a number. */
  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  int called() {
    return called.get();
  }

  /** By {@link System#nanoTime}; 0 where it was not. */
  long calledAt(int number) {
    return calledAt.get(number);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String request = in.readLine(); request != null; request = in.readLine()) {
        long now = System.nanoTime();
        for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
          line = in.readLine();
        }
        if (calledAt.compareAndSet(Integer.parseInt(request.split("[ /]+")[1]), 0, now)) {
          called.incrementAndGet();
        }
        out.write(ANSWER);
      }
    } catch (IOException e) {
      // The caller is gone; its call has been seen.
    }
  }
}
