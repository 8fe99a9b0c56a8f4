package dev.windlass.compat.web3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobStatus;
import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JobStateTest {
  @Test
  void everyStatusHasItsStateAndTheDocumentSaysSo() {
    String rows =
        Arrays.stream(JobStatus.values()).map(JobStateTest::row).collect(Collectors.joining());
    Written.checkSection(
        Path.of("docs", "compat", "web3.md"),
        "statuses",
        "| batch job | Status | PUT, DELETE | StatusMessage, where it gives no reason |\n"
            + "|---|---|---|---|\n"
            + rows);
  }

  @Test
  void theStatusesHaveTheNumbersAndNamesOfTheSeed() {
    assertThat(Arrays.stream(JobState.values()).map(s -> s.number() + " " + s.label()))
        .containsExactly(
            "0 Created",
            "1 Queued",
            "2 Processing",
            "3 Completed",
            "4 CompletedWithErrors",
            "99 Unknown");
  }

  @Test
  void theTypesHaveTheNumbersAndNamesOfTheSeed() {
    assertThat(Arrays.stream(JobType.values()).map(t -> t.number() + " " + t.label()))
        .containsExactly("0 Null", "1 Transaction", "2 Import", "3 Export", "4 SchemaSync");
    assertThat(JobType.ofLabel("TopicMapTransaction")).contains(JobType.TRANSACTION);
    assertThat(JobType.ofLabel("import")).as("names have one spelling").isEmpty();
  }

  private static String row(JobStatus status) {
    JobState state = JobState.of(status);
    return "| %s | %s | %s | %s |%n"
        .formatted(
            status.label(),
            state == JobState.UNKNOWN ? "404" : state.number() + " " + state.label(),
            state == JobState.UNKNOWN ? "404" : state.changeable() ? "yes" : "409",
            JobState.message(status) == null ? "" : JobState.message(status));
  }
}
