package dev.windlass.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A port on loopback that nobody listens on. Somebody else may take it before it is used: who
 * starts a server on it tries again with another one.
 */
public final class FreePort {
  private FreePort() {}

  /** The given port, or a free one where it is 0. */
  public static int orFree(int port) {
    return port == 0 ? find() : port;
  }

  public static int find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }
}
