package dev.windlass.cli.follow;

import dev.windlass.cli.terminal.Terminal;
import java.io.PrintStream;
import java.time.Duration;

/** How far batch jobs are, where somebody can see it. */
public interface Progress extends AutoCloseable {
  /** More bars than this would leave little of a terminal; they are lines instead. */
  int MOST_BARS = 12;

  /** Where lines are kept in a log, few are better. */
  Duration LINE_EVERY = Duration.ofSeconds(5);

  /** For whoever wants to see nothing of it. */
  Progress NONE = new Silence();

  /** One batch job. */
  interface Line {
    /**
     * @param note what is being done with it
     */
    void show(Standing standing, String note);
  }

  /**
   * @param label what it is called where several are shown
   */
  Line line(String label);

  /** A sentence that stays, above the progress. */
  void say(String sentence);

  @Override
  void close();

  /**
   * @param many how many batch jobs there are to be
   * @param every how often a line is printed where nobody can draw
   */
  static Progress on(Terminal terminal, PrintStream out, int many, Duration every) {
    return terminal.present() && many <= MOST_BARS
        ? new Bars(terminal, out)
        : new PlainLines(out, many > 1, every, System::nanoTime);
  }
}
