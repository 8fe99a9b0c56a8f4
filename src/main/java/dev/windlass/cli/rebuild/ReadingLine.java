package dev.windlass.cli.rebuild;

import dev.windlass.cli.terminal.Terminal;
import dev.windlass.projection.rebuild.Rebuild;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far the log is read: a bar on a terminal, elsewhere a line now and then. */
public final class ReadingLine implements Rebuild.Progress, AutoCloseable {
  private static final String CLEAR_TO_END = "\033[K";
  private static final long EVERY = Duration.ofSeconds(2).toNanos();

  private final PrintStream out;
  private final ProgressBar bar;
  private long told = System.nanoTime();

  public ReadingLine(Terminal terminal, PrintStream out) {
    this.out = out;
    this.bar = terminal.present() ? bar(terminal) : null;
  }

  @Override
  public synchronized void step(long read, long all) {
    if (bar != null) {
      bar.maxHint(all);
      bar.stepTo(read);
    } else if (System.nanoTime() - told >= EVERY) {
      told = System.nanoTime();
      out.printf(Locale.ROOT, "  %,d of %,d events read%n", read, all);
    }
  }

  @Override
  public synchronized void phase(String name) {
    if (bar != null) {
      bar.setExtraMessage(name);
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      out.println();
    }
  }

  /** It writes by itself: the library would take the terminal over, and with it Ctrl-C. */
  private ProgressBar bar(Terminal terminal) {
    return new ProgressBarBuilder()
        .setTaskName("events")
        .setStyle(terminal.unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, terminal.columns() - 1))
        .build();
  }

  private void draw(String text) {
    out.print("\r" + text + CLEAR_TO_END);
    out.flush();
  }
}
