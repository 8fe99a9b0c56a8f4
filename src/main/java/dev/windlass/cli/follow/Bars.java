package dev.windlass.cli.follow;

import dev.windlass.cli.terminal.Terminal;
import dev.windlass.role.PlainText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar for each batch job, drawn over themselves at the end of what was said. They are written to
 * the terminal from here: what the library would do takes the terminal over, and with it the
 * signals that Ctrl-C sends.
 */
final class Bars implements Progress {
  private static final String BACK = "\r";
  private static final String CLEAR_TO_END = "\033[K";
  private static final int REDRAW_MS = 100;

  private final Terminal terminal;
  private final PrintStream out;
  private final List<String> drawn = new ArrayList<>();
  private final List<ProgressBar> bars = new ArrayList<>();

  /** Lines on the terminal, the cursor being in the last one. */
  private int shown;

  private boolean over;

  Bars(Terminal terminal, PrintStream out) {
    this.terminal = terminal;
    this.out = out;
  }

  @Override
  public synchronized Line line(String label) {
    drawn.add("");
    return new BarLine(PlainText.line(label), drawn.size() - 1);
  }

  @Override
  public synchronized void say(String sentence) {
    String text =
        PlainText.lines(sentence).replace("\n", CLEAR_TO_END + "\n") + CLEAR_TO_END + "\n";
    out.print(toTheTop() + text + (shown == 0 ? "" : block()));
    out.flush();
  }

  /** The library draws each bar a last time, in a thread of its own that needs this lock. */
  @Override
  public void close() {
    begun().forEach(ProgressBar::close);
    synchronized (this) {
      out.print(shown == 0 || over ? "" : "\n");
      out.flush();
      over = true;
      shown = 0;
    }
  }

  private synchronized List<ProgressBar> begun() {
    return List.copyOf(bars);
  }

  private synchronized void draw(int place, String text) {
    drawn.set(place, text);
    if (!over) {
      out.print(toTheTop() + block());
      out.flush();
      shown = drawn.size();
    }
  }

  private String toTheTop() {
    return shown > 1 ? BACK + "\033[" + (shown - 1) + "A" : BACK;
  }

  private String block() {
    return String.join(CLEAR_TO_END + "\n", drawn) + CLEAR_TO_END;
  }

  private synchronized ProgressBar bar(BarLine line, long all) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(line.label)
            .setInitialMax(all)
            .setStyle(terminal.unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MS)
            .setEtaFunction(state -> line.pace.left())
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    text -> draw(line.place, text), terminal.columns() - 1))
            .build();
    bars.add(bar);
    return bar;
  }

  /** Its bar begins with the first standing: before, nobody knows how long it is. */
  private final class BarLine implements Line {
    private final String label;
    private final int place;
    private ProgressBar bar;
    private volatile Standing.Pace pace = Standing.Pace.NONE;

    BarLine(String label, int place) {
      this.label = label;
      this.place = place;
    }

    @Override
    public void show(Standing standing, String note) {
      pace = standing.pace();
      bar = bar == null ? bar(this, standing.expected()) : bar;
      bar.maxHint(standing.expected());
      bar.setExtraMessage(
          PlainText.line(
              standing.ended()
                  ? standing.status()
                  : String.format(Locale.ROOT, "%.0f/s %s", pace.perSecond(), note)));
      bar.stepTo(standing.done());
    }
  }
}
