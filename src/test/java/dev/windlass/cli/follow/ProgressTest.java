package dev.windlass.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Terminal NARROW = new Terminal(true, 70, false);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void withoutATerminalItIsALineNowAndThenAndAtEachTurn() {
    try (Progress lines = plain(false)) {
      Progress.Line line = lines.line("cities");
      line.show(at("running", 50, 0), "running");
      after(900, line, at("running", 60, 20));
      after(100, line, at("running", 70, 20));
      after(10, line, at("paused", 70, 0));
      after(10, line, at("completed", 200, 0));
    }
    assertThat(text().lines())
        .containsExactly(
            "  50 of 200  25 %  0/s  running",
            "  70 of 200  35 %  20/s  7 s to go  running",
            "  70 of 200  35 %  0/s  paused",
            "  200 of 200  100 %  completed");
  }

  @Test
  void severalLinesSayWhichIsMeant() {
    try (Progress lines = plain(true)) {
      lines.line("one").show(at("running", 50, 0), "running");
      lines.line("two").show(endless(7), "running");
    }
    assertThat(text().lines())
        .containsExactly("  one  50 of 200  25 %  0/s  running", "  two  7  3/s  running");
  }

  @Test
  void theSpeedForgetsWhatIsLongAgo() {
    Speed speed = new Speed();
    speed.see(0, at("running", 0, 0));
    speed.see(Duration.ofSeconds(10).toNanos(), at("running", 100, 0));
    assertThat(speed.see(Duration.ofSeconds(12).toNanos(), at("running", 160, 0)))
        .isEqualTo(new Standing.Pace(30, Optional.of(Duration.ofSeconds(2))));
    assertThat(speed.see(Duration.ofSeconds(20).toNanos(), at("running", 160, 0)).left())
        .as("nothing moves")
        .isEmpty();
  }

  @Test
  void inATerminalItFitsIntoTheLineAndWhatIsSaidStandsAboveIt() {
    try (Bars bars = new Bars(NARROW, out)) {
      bars.line("cities").show(at("running", 50, 0), "running");
      bars.say("Something happened.");
    }
    String last = text().substring(text().lastIndexOf('\r') + 1);
    assertThat(last).contains("cities", "25%", "50/200", "0/s running").endsWith("\033[K\n");
    assertThat(last.replace("\033[K", "").strip()).hasSizeLessThanOrEqualTo(69);
    assertThat(text()).contains("\rSomething happened.\033[K\n");
  }

  @Test
  void severalBarsAreDrawnOverThemselvesAndStayInTheirOrder() {
    try (Bars bars = new Bars(NARROW, out)) {
      Progress.Line one = bars.line("one");
      Progress.Line two = bars.line("two");
      two.show(at("completed", 200, 0), "completed");
      one.show(at("running", 50, 0), "running");
    }
    String last = text().substring(text().lastIndexOf("\033[1A") + 4);
    assertThat(last.split("\033\\[K\n")).hasSize(2);
    assertThat(last.split("\033\\[K\n")[0]).startsWith("one").contains("25%");
    assertThat(last.split("\033\\[K\n")[1]).startsWith("two").contains("100%", "completed");
  }

  @Test
  void aTerminalSaysHowWideItIsUnlessItWasNeverTold() {
    assertThat(Terminal.columns("50 132")).isEqualTo(132);
    assertThat(Terminal.columns("0 0")).isEqualTo(80);
    assertThat(Terminal.columns("")).isEqualTo(80);
  }

  private Progress plain(boolean named) {
    return new PlainLines(out, named, Duration.ofSeconds(1), nanos::get);
  }

  private void after(long millis, Progress.Line line, Standing standing) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    line.show(standing, standing.status());
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Standing at(String status, int done, int perSecond) {
    Optional<Duration> left =
        perSecond == 0
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds((199 - done + perSecond) / perSecond));
    return new Standing(status, done, 200, done, 0, new Standing.Pace(perSecond, left));
  }

  private static Standing endless(int done) {
    return new Standing("running", done, -1, done, 0, new Standing.Pace(3, Optional.empty()));
  }
}
