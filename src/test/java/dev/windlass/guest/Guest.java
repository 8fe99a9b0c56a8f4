package dev.windlass.guest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that keeps to no rule: it writes to a socket what it likes, as slowly as it likes. */
final class Guest implements AutoCloseable {
  private static final int STEP_MS = 250;

  private final Socket socket;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private boolean hungUp;

  private Guest(Socket socket) {
    this.socket = socket;
  }

  static Guest at(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return new Guest(socket);
  }

  /** Whether all of it could be written. */
  boolean says(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A byte now and then until the server hangs up; how long that took. */
  Duration drips(String bytes, Duration atMost) throws IOException {
    long began = System.nanoTime();
    for (int i = 0; !hungUp && System.nanoTime() - began < atMost.toNanos(); i++) {
      listen(STEP_MS);
      hungUp = hungUp || !says(bytes.substring(i % bytes.length(), i % bytes.length() + 1));
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Says nothing more, and listens until the server hangs up. */
  Duration waits(Duration atMost) throws IOException {
    long began = System.nanoTime();
    while (!hungUp && System.nanoTime() - began < atMost.toNanos()) {
      listen(STEP_MS);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The status of the first answer; 0 where there was none. */
  int status() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!hungUp && System.nanoTime() < end && !heard().contains("\r\n")) {
      listen(STEP_MS);
    }
    String line = heard().lines().findFirst().orElse("");
    return line.matches("HTTP/1\\.1 \\d{3}.*") ? Integer.parseInt(line.substring(9, 12)) : 0;
  }

  boolean wasHungUpOn() {
    return hungUp;
  }

  String heard() {
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void listen(int millis) throws IOException {
    try {
      socket.setSoTimeout(millis);
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[8192];
      int count = in.read(bytes);
      hungUp = count < 0;
      heard.write(bytes, 0, Math.max(0, count));
    } catch (SocketTimeoutException e) {
      // It says nothing.
    } catch (SocketException e) {
      hungUp = true;
    }
  }
}
