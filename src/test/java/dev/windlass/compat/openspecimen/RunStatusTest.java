package dev.windlass.compat.openspecimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobStatus;
import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunStatusTest {
  @Test
  void everyStatusHasItsRunAndTheDocumentSaysSo() {
    String rows =
        Arrays.stream(JobStatus.values())
            .map(s -> "| %s | %s |\n".formatted(s.label(), shown(s, false)))
            .collect(Collectors.joining());
    Written.checkSection(
        Path.of("docs", "compat", "openspecimen.md"),
        "statuses",
        "| batch job | run |\n|---|---|\n"
            + rows
            + "| completed, operations failed | %s |\n"
                .formatted(shown(JobStatus.COMPLETED, true)));
  }

  @Test
  void aRunThatEndedWithErrorsFailedAlsoWhereTheBatchJobCompleted() {
    assertThat(RunStatus.of(JobStatus.COMPLETED, true)).contains(RunStatus.FAILED);
    assertThat(RunStatus.of(JobStatus.COMPLETED, false)).contains(RunStatus.SUCCEEDED);
  }

  @Test
  void anInvalidBatchJobIsAFailedRun() {
    assertThat(RunStatus.of(JobStatus.INVALID, false)).contains(RunStatus.FAILED);
  }

  @Test
  void aStatusIsLookedForAmongAllThatMayShowIt() {
    assertThat(RunStatus.statuses(RunStatus.SUCCEEDED)).isEqualTo(Set.of(JobStatus.COMPLETED));
    assertThat(RunStatus.statuses(RunStatus.FAILED))
        .isEqualTo(
            Set.of(JobStatus.COMPLETED, JobStatus.STOPPED, JobStatus.FAILED, JobStatus.INVALID));
    assertThat(RunStatus.statuses(null))
        .doesNotContain(JobStatus.CREATED, JobStatus.QUEUED, JobStatus.DELETED)
        .hasSize(10);
  }

  private static String shown(JobStatus status, boolean withErrors) {
    return RunStatus.of(status, withErrors).map(Enum::name).orElse("(no run record)");
  }
}
