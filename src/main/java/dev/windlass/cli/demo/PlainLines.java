package dev.windlass.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line about every second, where nobody can draw. */
final class PlainLines implements ProgressLine {
  private static final long EVERY = Duration.ofSeconds(1).toNanos();

  private final PrintStream out;
  private final int rows;
  private final LongSupplier nanos;
  private final Speed speed = new Speed();
  private long next;

  PlainLines(PrintStream out, int rows, LongSupplier nanos) {
    this.out = out;
    this.rows = rows;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  @Override
  public void show(Standing standing, String note) {
    speed.see(nanos.getAsLong(), standing.done());
    if (standing.ended() || nanos.getAsLong() - next >= 0) {
      next = nanos.getAsLong() + EVERY;
      out.println("  " + line(standing, note));
    }
  }

  @Override
  public void say(String sentence) {
    out.println(sentence);
  }

  @Override
  public void close() {
    out.flush();
  }

  private String line(Standing standing, String note) {
    int percent = (int) (100L * standing.done() / rows);
    String line = format("%,d of %,d  %d %%", standing.done(), rows, percent);
    if (standing.ended()) {
      return line + "  " + standing.status();
    }
    String eta = speed.eta(rows).map(d -> format("  %d s to go", d.toSeconds())).orElse("");
    return line + format("  %.0f/s", speed.perSecond()) + eta + "  " + note;
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
