package dev.windlass.cli.demo;

import dev.windlass.cli.terminal.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar that is drawn over itself. It writes to the terminal by itself: what the library would do
 * takes the terminal over, and with it the signals that Ctrl-C sends.
 */
final class BarLine implements ProgressLine {
  private static final String BACK = "\r";
  private static final String CLEAR_TO_END = "\033[K";
  private static final int REDRAW_MS = 100;

  private final PrintStream out;
  private final int rows;
  private final ProgressBar bar;
  private final Speed speed = new Speed();
  private volatile Optional<Duration> eta = Optional.empty();
  private String drawn = "";

  BarLine(Terminal terminal, PrintStream out, int rows) {
    this.out = out;
    this.rows = rows;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("cities")
            .setInitialMax(rows)
            .setStyle(terminal.unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MS)
            .setEtaFunction(state -> eta)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, terminal.columns() - 1))
            .build();
  }

  @Override
  public void show(Standing standing, String note) {
    speed.see(System.nanoTime(), standing.done());
    eta = speed.eta(rows);
    bar.setExtraMessage(
        standing.ended()
            ? standing.status()
            : String.format(Locale.ROOT, "%.0f/s %s", speed.perSecond(), note));
    bar.stepTo(standing.done());
  }

  @Override
  public synchronized void say(String sentence) {
    out.print(BACK + CLEAR_TO_END + sentence + "\n" + drawn);
    out.flush();
  }

  @Override
  public void close() {
    bar.close();
    synchronized (this) {
      out.print(drawn.isEmpty() ? "" : "\n");
      drawn = "";
    }
  }

  private synchronized void draw(String text) {
    drawn = text;
    out.print(BACK + text + CLEAR_TO_END);
    out.flush();
  }
}
