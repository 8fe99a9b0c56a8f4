package dev.windlass.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What operations call: counts how often each row was called, and answers after a while. Speaks as
 * much HTTP as one GET needs, because a hundred thousand calls share two cores with everything
 * else.
 */
final class CallCounter implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;
  private final Duration takes;
  private final AtomicIntegerArray calls;
  private final AtomicLong distinct = new AtomicLong();
  private final AtomicLong all = new AtomicLong();
  private final Standstill standstill = new Standstill();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private CallCounter(ServerSocket server, int rows, Duration takes) {
    this.server = server;
    this.takes = takes;
    this.calls = new AtomicIntegerArray(rows);
  }

  static CallCounter start(int rows, Duration takes) throws IOException {
    ServerSocket server = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"));
    CallCounter counter = new CallCounter(server, rows, takes);
    Thread.ofPlatform().daemon().name("call-counter").start(counter::accept);
    return counter;
  }

  /** With the row's number after it. */
  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  /** Rows that were called at least once. */
  long distinct() {
    return distinct.get();
  }

  /** Calls of rows that had been called before. */
  long repeated() {
    return all.get() - distinct.get();
  }

  Standstill standstill() {
    return standstill;
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
        skipHeaders(in);
        count(Integer.parseInt(request.split(" ")[1].substring(1)));
        LockSupport.parkNanos(takes.toNanos());
        out.write(ANSWER);
      }
    } catch (IOException e) {
      // The caller is gone; its call has been counted.
    }
  }

  private static void skipHeaders(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
  }

  private void count(int row) {
    all.incrementAndGet();
    if (calls.getAndIncrement(row) == 0) {
      distinct.incrementAndGet();
    }
    standstill.moved();
  }
}
