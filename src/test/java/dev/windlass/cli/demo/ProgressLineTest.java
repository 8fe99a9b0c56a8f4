package dev.windlass.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void withoutATerminalItIsALineASecondAndAlwaysTheLast() {
    AtomicLong nanos = new AtomicLong();
    try (PlainLines lines = new PlainLines(out, 200, nanos::get)) {
      lines.show(at("running", 50), "running");
      nanos.addAndGet(Duration.ofMillis(900).toNanos());
      lines.show(at("running", 60), "running");
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
      lines.show(at("running", 70), "paced");
      lines.show(at("failed", 200), "running");
    }
    assertThat(text().lines())
        .containsExactly(
            "  50 of 200  25 %  0/s  running",
            "  70 of 200  35 %  20/s  7 s to go  paced", "  200 of 200  100 %  failed");
  }

  @Test
  void theSpeedForgetsWhatIsLongAgo() {
    Speed speed = new Speed();
    speed.see(0, 0);
    speed.see(Duration.ofSeconds(10).toNanos(), 100);
    speed.see(Duration.ofSeconds(12).toNanos(), 160);
    assertThat(speed.perSecond()).isEqualTo(30);
    assertThat(speed.eta(220)).hasValue(Duration.ofSeconds(2));
    speed.see(Duration.ofSeconds(20).toNanos(), 160);
    assertThat(speed.eta(220)).as("nothing moves").isEmpty();
  }

  @Test
  void inATerminalItFitsIntoTheLineAndWhatIsSaidStandsAboveIt() {
    try (BarLine bar = new BarLine(new Terminal(true, 70, false), out, 200)) {
      bar.show(at("running", 50), "running");
      bar.say("Something happened.");
    }
    String last = text().substring(text().lastIndexOf('\r') + 1);
    assertThat(last).contains("cities", "25%", "50/200", "0/s running").endsWith("\033[K\n");
    assertThat(last.replace("\033[K", "").strip()).hasSizeLessThanOrEqualTo(69);
    assertThat(text()).contains("\r\033[KSomething happened.\n");
  }

  @Test
  void aTerminalSaysHowWideItIsUnlessItWasNeverTold() {
    assertThat(Terminal.columns("50 132")).isEqualTo(132);
    assertThat(Terminal.columns("0 0")).isEqualTo(80);
    assertThat(Terminal.columns("")).isEqualTo(80);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Standing at(String status, int done) {
    return new Standing(status, done, done, 0);
  }
}
