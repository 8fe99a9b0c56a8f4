package dev.windlass.compat.voiceagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobStatus;
import dev.windlass.job.SubJobStatus;
import dev.windlass.testkit.Written;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final Path DOCUMENT = Path.of("docs", "compat", "voiceagent.md");

  @Test
  void theElevenWordsAreTheProducts() {
    assertThat(Status.values())
        .extracting(Status::word)
        .containsExactly(
            "created",
            "starting",
            "re-starting",
            "running",
            "completed",
            "failed",
            "paused",
            "pausing",
            "stopped",
            "stopping",
            "invalid");
  }

  @Test
  void everyStatusHasItsWordAndTheDocumentSaysSo() {
    String rows =
        Arrays.stream(JobStatus.values())
            .map(
                s ->
                    "| %s | %s | %s |%n"
                        .formatted(
                            s.label(),
                            Status.of(s).map(Status::word).orElse("404"),
                            Status.of(s).map(StatusTest::verbs).orElse("")))
            .collect(Collectors.joining());
    Written.checkSection(
        DOCUMENT,
        "statuses",
        "| batch job | status | takes, with DELETE |\n|---|---|---|\n" + rows);
    assertThat(Status.of(JobStatus.QUEUED)).contains(Status.CREATED);
  }

  @Test
  void everyStatusOfASubJobHasItsWordAndTheDocumentSaysSo() {
    String rows =
        Arrays.stream(SubJobStatus.values())
            .filter(s -> s.shown() == s)
            .map(s -> "| %s | %s |%n".formatted(inWords(s), words(s)))
            .collect(Collectors.joining());
    Written.checkSection(
        DOCUMENT, "sub-jobs", "| sub-job | status of the sub-job |\n|---|---|\n" + rows);
  }

  @Test
  void eachVerbIsLegalWhereTheProductHasItLegal() {
    assertThat(Verb.STOP.in())
        .isEqualTo(EnumSet.of(Status.STARTING, Status.RESTARTING, Status.RUNNING, Status.PAUSING));
    assertThat(Verb.PAUSE.in())
        .isEqualTo(EnumSet.of(Status.STARTING, Status.RESTARTING, Status.RUNNING));
    assertThat(Verb.UNPAUSE.in()).isEqualTo(EnumSet.of(Status.PAUSED, Status.STOPPED));
    assertThat(Verb.START.in()).isEqualTo(EnumSet.complementOf(EnumSet.of(Status.RESTARTING)));
    assertThat(Verb.PAUSE.onlyIf())
        .isEqualTo(Set.of(JobStatus.STARTING, JobStatus.RESTARTING, JobStatus.RUNNING));
    assertThat(Verb.START.onlyIf()).doesNotContain(JobStatus.RESTARTING, JobStatus.DELETED);
  }

  @Test
  void aRefusalIsTheProductsSentence() {
    assertThat(Verb.PAUSE.refusal(JobKind.BATCH_JOB, "paused"))
        .isEqualTo("Invalid status for pausing batch job. Batch job status: paused");
    assertThat(Verb.STOP.refusal(JobKind.BATCH_JOB, "paused"))
        .isEqualTo("Invalid status for stopping batch job. Job status: paused");
    assertThat(Verb.UNPAUSE.refusal(JobKind.JOB, "running"))
        .isEqualTo("Invalid status for unpausing job. Job status: running");
    assertThat(Verb.START.refusal(JobKind.BATCH_JOB, "re-starting"))
        .isEqualTo("Invalid status for starting batch job. Batch job status: re-starting");
  }

  @Test
  void onlyWhatFinishedHasAStopTime() {
    assertThat(Arrays.stream(Status.values()).filter(Status::finished))
        .containsExactly(Status.COMPLETED, Status.FAILED);
  }

  private static String verbs(Status status) {
    return Arrays.stream(Verb.values())
        .filter(verb -> verb.in().contains(status))
        .map(Verb::segment)
        .collect(Collectors.joining(", "));
  }

  private static String inWords(SubJobStatus status) {
    return status == SubJobStatus.COMPLETED_WITH_ERRORS ? "completed with errors" : status.label();
  }

  /** The words that it has, each with the statuses of the batch job where it has it. */
  private static String words(SubJobStatus status) {
    var byWord =
        Arrays.stream(Status.values())
            .collect(
                Collectors.groupingBy(
                    batchJob -> Status.of(status, batchJob),
                    java.util.TreeMap::new,
                    Collectors.mapping(Status::word, Collectors.joining(", "))));
    return byWord.size() == 1
        ? byWord.firstKey().word()
        : byWord.entrySet().stream()
            .map(e -> e.getKey().word() + " (" + e.getValue() + ")")
            .collect(Collectors.joining("; "));
  }
}
