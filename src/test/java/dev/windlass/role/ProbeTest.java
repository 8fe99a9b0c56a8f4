package dev.windlass.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void looksOnceForManyQuestions() {
    AtomicInteger looks = new AtomicInteger();
    Probe probe = new Probe(looks::incrementAndGet);
    assertThat(probe.trouble()).isEmpty();
    assertThat(probe.trouble()).isEmpty();
    assertThat(looks).hasValue(1);
  }

  @Test
  void tellsWhatWasWrong() {
    Probe probe =
        new Probe(
            () -> {
              throw new IOException("connection refused");
            });
    assertThat(probe.trouble()).contains("connection refused");
  }
}
