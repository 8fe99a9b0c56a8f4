package dev.windlass.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line that was run in this JVM.
 *
 * @param err with the progress, in which the order of both is lost
 */
public record ClientRun(int code, String out, String err) {
  /** Against the server at the address. */
  public static ClientRun of(String server, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", server));
    return here(all.toArray(String[]::new));
  }

  /** Of what needs no server. */
  public static ClientRun here(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintStream before = System.err;
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    System.setErr(new PrintStream(progress, true, StandardCharsets.UTF_8));
    try {
      int code =
          Main.commandLine()
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .execute(arguments);
      return new ClientRun(code, out.toString(), progress.toString(StandardCharsets.UTF_8) + err);
    } finally {
      System.setErr(before);
    }
  }
}
