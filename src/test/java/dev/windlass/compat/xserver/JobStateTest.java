package dev.windlass.compat.xserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobStatus;
import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobStateTest {
  @Test
  void everyStatusHasItsStateAndTheDocumentSaysSo() {
    String rows =
        Arrays.stream(JobStatus.values())
            .map(s -> "| %s | %s |%n".formatted(s.label(), shown(s)))
            .collect(Collectors.joining());
    Written.checkSection(
        Path.of("docs", "compat", "xserver.md"),
        "statuses",
        "| batch job | status |\n|---|---|\n" + rows);
  }

  @Test
  void whatHasNotBegunIsQueuingAlsoARestart() {
    assertThat(
            Stream.of(JobStatus.CREATED, JobStatus.QUEUED, JobStatus.STARTING, JobStatus.RESTARTING)
                .map(s -> JobState.of(s, true)))
        .containsOnly(JobState.QUEUING);
  }

  @Test
  void aPausedOneRuns() {
    assertThat(
            Stream.of(JobStatus.RUNNING, JobStatus.PAUSING, JobStatus.PAUSED)
                .map(s -> JobState.of(s, false)))
        .containsOnly(JobState.RUNNING);
    assertThat(JobState.of(JobStatus.STOPPING, true)).isEqualTo(JobState.STOPPING);
  }

  @Test
  void aStoppedOneSucceededIfAnythingWasComputed() {
    assertThat(JobState.of(SampleHeaders.header(JobStatus.STOPPED, 1, 1)))
        .isEqualTo(JobState.SUCCEEDED);
    assertThat(JobState.of(SampleHeaders.header(JobStatus.STOPPED, 0, 0)))
        .isEqualTo(JobState.FAILED);
  }

  @Test
  void theEndsAreToldApart() {
    assertThat(JobState.of(JobStatus.COMPLETED, true)).isEqualTo(JobState.SUCCEEDED);
    assertThat(JobState.of(JobStatus.FAILED, true)).isEqualTo(JobState.FAILED);
    assertThat(JobState.of(JobStatus.INVALID, false)).isEqualTo(JobState.FAILED);
    assertThat(JobState.of(JobStatus.DELETED, true)).isEqualTo(JobState.DELETED);
  }

  @Test
  void theSevenStatusesOfTheProductAreAllThereAre() {
    assertThat(JobState.values())
        .extracting(Enum::name)
        .containsExactly(
            "QUEUING", "RUNNING", "STOPPING", "SUCCEEDED", "FAILED", "DELETED", "UNKNOWN");
  }

  @Test
  void onlyWhatIsNotFinishedIsWaitedFor() {
    Set<JobState> waitedFor =
        Arrays.stream(JobState.values()).filter(s -> !s.finished()).collect(Collectors.toSet());
    assertThat(waitedFor)
        .isEqualTo(EnumSet.of(JobState.QUEUING, JobState.RUNNING, JobState.STOPPING));
  }

  private static String shown(JobStatus status) {
    JobState computed = JobState.of(status, true);
    JobState nothing = JobState.of(status, false);
    return computed == nothing
        ? computed.name()
        : computed + " where something was computed, otherwise " + nothing;
  }
}
