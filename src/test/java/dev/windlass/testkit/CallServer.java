package dev.windlass.testkit;

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
import java.util.function.IntConsumer;

/**
 * What operations call, with a number each: GET {@code /612}. Speaks as much HTTP as that needs,
 * because a hundred thousand calls share two cores with everything else.
 */
public final class CallServer implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server;
  private final IntConsumer called;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private CallServer(ServerSocket server, IntConsumer called) {
    this.server = server;
    this.called = called;
  }

  /** A call is answered when {@code called} returns; many may be in it at a time. */
  public static CallServer start(IntConsumer called) throws IOException {
    ServerSocket socket = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"));
    CallServer server = new CallServer(socket, called);
    Thread.ofPlatform().daemon().name("call-server").start(server::accept);
    return server;
  }

  /** To be followed by a number. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
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
        called.accept(Integer.parseInt(request.split(" ")[1].substring(1)));
        out.write(ANSWER);
      }
    } catch (IOException e) {
      // The caller is gone; its call has been seen.
    }
  }

  private static void skipHeaders(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
  }
}
