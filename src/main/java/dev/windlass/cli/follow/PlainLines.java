package dev.windlass.cli.follow;

import dev.windlass.role.PlainText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line now and then and at each turn, where nobody can draw. */
final class PlainLines implements Progress {
  private final PrintStream out;
  private final boolean named;
  private final long every;
  private final LongSupplier nanos;

  PlainLines(PrintStream out, boolean named, Duration every, LongSupplier nanos) {
    this.out = out;
    this.named = named;
    this.every = every.toNanos();
    this.nanos = nanos;
  }

  @Override
  public Line line(String label) {
    return new TextLine("  " + (named ? PlainText.line(label) + "  " : ""));
  }

  @Override
  public void say(String sentence) {
    out.println(PlainText.lines(sentence));
  }

  @Override
  public void close() {
    out.flush();
  }

  private final class TextLine implements Line {
    private final String begin;
    private String status = "";
    private long next;

    TextLine(String begin) {
      this.begin = begin;
    }

    @Override
    public synchronized void show(Standing standing, String note) {
      long now = nanos.getAsLong();
      if (!standing.is(status) || now - next >= 0) {
        status = standing.status();
        next = now + every;
        out.println(begin + PlainText.line(text(standing, note)));
      }
    }
  }

  private static String text(Standing standing, String note) {
    String counted =
        standing.expected() < 0
            ? format("%,d", standing.done())
            : format("%,d of %,d  %d %%", standing.done(), standing.expected(), percent(standing));
    if (standing.ended()) {
      return counted + "  " + standing.status();
    }
    String left = standing.pace().left().map(d -> format("  %d s to go", d.toSeconds())).orElse("");
    return counted + format("  %.0f/s", standing.pace().perSecond()) + left + "  " + note;
  }

  private static long percent(Standing standing) {
    return standing.expected() == 0 ? 100 : 100 * standing.done() / standing.expected();
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
