package dev.windlass.cli.demo;

import dev.windlass.cli.terminal.Terminal;
import java.io.PrintStream;

/** How far the batch job is, where somebody can see it. */
interface ProgressLine extends AutoCloseable {
  /**
   * @param note what is being done with it
   */
  void show(Standing standing, String note);

  /** A sentence that stays, above the progress. */
  void say(String sentence);

  @Override
  void close();

  static ProgressLine on(Terminal terminal, PrintStream out, int rows) {
    return terminal.present()
        ? new BarLine(terminal, out, rows)
        : new PlainLines(out, rows, System::nanoTime);
  }
}
