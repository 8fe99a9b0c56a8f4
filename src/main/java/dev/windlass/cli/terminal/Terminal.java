package dev.windlass.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Whether an output is a terminal, how wide it is, and whether it takes block characters. */
public record Terminal(boolean present, int columns, boolean unicode) {
  private static final int USUAL_COLUMNS = 80;

  /**
   * The JVM can't tell before JDK 22, and never the width; a shell can. What is asked about is
   * inherited, and the answer comes by the other output.
   */
  private static final String OUTPUT = "[ -t 1 ] && stty size <&1 >&2";

  private static final String ERRORS = "[ -t 2 ] && stty size <&2";
  private static final String ASKABLE = "[ -t 0 ] && [ -t 2 ]";

  public static Terminal ofOutput() {
    return of(
        shell(OUTPUT).redirectOutput(Redirect.INHERIT), Process::getErrorStream, "stdout.encoding");
  }

  public static Terminal ofErrors() {
    return of(
        shell(ERRORS).redirectError(Redirect.INHERIT), Process::getInputStream, "stderr.encoding");
  }

  /** Somebody reads the question and can type the answer. */
  public static boolean canBeAsked() {
    ProcessBuilder shell =
        shell(ASKABLE).redirectInput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
    return of(shell, Process::getInputStream, "stderr.encoding").present();
  }

  private interface Answer {
    InputStream of(Process shell);
  }

  private static ProcessBuilder shell(String question) {
    return new ProcessBuilder("sh", "-c", question);
  }

  private static Terminal of(ProcessBuilder shell, Answer answer, String encoding) {
    boolean unicode = takesBlocks(System.getProperty(encoding, "US-ASCII"));
    try {
      Process running = shell.start();
      String size = new String(answer.of(running).readAllBytes(), StandardCharsets.US_ASCII);
      return new Terminal(running.waitFor() == 0, columns(size.strip()), unicode);
    } catch (IOException e) {
      return new Terminal(false, USUAL_COLUMNS, unicode);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Terminal(false, USUAL_COLUMNS, unicode);
    }
  }

  private static boolean takesBlocks(String encoding) {
    return Charset.forName(encoding).newEncoder().canEncode('█');
  }

  /** {@code rows columns}; a terminal that was never told its size says 0. */
  public static int columns(String size) {
    String[] parts = size.split(" ");
    int columns = size.matches("\\d{1,5} \\d{1,5}") ? Integer.parseInt(parts[1]) : 0;
    return columns < 20 ? USUAL_COLUMNS : columns;
  }
}
