package dev.windlass.compat.guidewire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobStatus;
import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PhaseTest {
  @Test
  void everyStatusHasItsPhaseAndTheDocumentSaysSo() {
    String rows =
        Arrays.stream(JobStatus.values())
            .map(s -> "| %s | %s |%n".formatted(s.label(), Phase.of(s).shows()))
            .collect(Collectors.joining());
    Written.checkSection(
        Path.of("docs", "compat", "guidewire.md"),
        "statuses",
        "| batch job | status object |\n|---|---|\n" + rows);
    assertThat(Phase.of(JobStatus.PAUSED)).isEqualTo(Phase.RUNNING);
  }
}
