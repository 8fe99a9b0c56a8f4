package dev.windlass.cli.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Whether the standard output is a terminal, how wide it is, and whether it takes block characters.
 */
public record Terminal(boolean present, int columns, boolean unicode) {
  private static final int USUAL_COLUMNS = 80;

  /** The answer comes by the standard error, because the standard output is what is asked about. */
  private static final String QUESTION = "[ -t 1 ] && stty size <&1 >&2";

  /** The JVM can't tell before JDK 22, and never the width; a shell can. */
  public static Terminal detect() {
    boolean unicode =
        Charset.forName(System.getProperty("stdout.encoding", "US-ASCII"))
            .newEncoder()
            .canEncode('█');
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", QUESTION).redirectOutput(Redirect.INHERIT).start();
      String size = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII);
      return new Terminal(shell.waitFor() == 0, columns(size.strip()), unicode);
    } catch (IOException e) {
      return new Terminal(false, USUAL_COLUMNS, unicode);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Terminal(false, USUAL_COLUMNS, unicode);
    }
  }

  /** {@code rows columns}; a terminal that was never told its size says 0. */
  public static int columns(String size) {
    String[] parts = size.split(" ");
    int columns = size.matches("\\d{1,5} \\d{1,5}") ? Integer.parseInt(parts[1]) : 0;
    return columns < 20 ? USUAL_COLUMNS : columns;
  }
}
