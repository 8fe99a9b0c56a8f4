package dev.windlass.cli;

import dev.windlass.testkit.WindlassProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The packaged program as the client of a server, in a process of its own. */
final class ClientProcess {
  private final Process process;
  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();
  private final List<Thread> readers = new ArrayList<>();

  private ClientProcess(Process process) throws IOException {
    this.process = process;
    process.getOutputStream().close();
    read(process.getInputStream(), out);
    read(process.getErrorStream(), err);
  }

  static ClientProcess start(String server, String... arguments) throws IOException {
    return new ClientProcess(builder(server, WindlassProcess.command("128m", arguments)).start());
  }

  /** With a terminal that nobody looks at; what it shows is on {@link #out}. */
  static ClientProcess inTerminal(String server, String... arguments) throws IOException {
    String line = String.join(" ", WindlassProcess.command("128m", arguments));
    List<String> script =
        List.of("script", "-q", "-e", "-c", "stty cols 100; " + line, "/dev/null");
    return new ClientProcess(builder(server, script).start());
  }

  /** To its end; fails where the code is another. */
  static ClientProcess run(int code, String server, String... arguments) throws Exception {
    ClientProcess client = start(server, arguments);
    int ended = client.awaitExit();
    if (ended != code) {
      throw new AssertionError(
          "%s ended with %d instead of %d:\n%s%s"
              .formatted(List.of(arguments), ended, code, client.out, client.err));
    }
    return client;
  }

  int awaitExit() throws InterruptedException {
    int code = process.waitFor();
    for (Thread reader : readers) {
      reader.join();
    }
    return code;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Nothing of what is configured on this machine. */
  private static ProcessBuilder builder(String server, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("WINDLASS_"));
    builder.environment().put("WINDLASS_URL", server);
    builder.environment().put("WINDLASS_CONFIG", "/dev/null/none");
    return builder;
  }

  private void read(InputStream stream, StringBuffer text) {
    readers.add(Thread.startVirtualThread(() -> copy(stream, text)));
  }

  private static void copy(InputStream stream, StringBuffer text) {
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      char[] some = new char[4096];
      for (int n = reader.read(some); n >= 0; n = reader.read(some)) {
        text.append(some, 0, n);
      }
    } catch (IOException e) {
      text.append(e);
    }
  }
}
