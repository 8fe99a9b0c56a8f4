package dev.windlass.compat.xserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.compat.xserver.JobNotes.Note;
import dev.windlass.job.JobStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobJsonTest {
  private static final Memory MEMORY = new Memory(Duration.ofMinutes(5), Duration.ofMinutes(1));
  private static final Instant NOW = SampleHeaders.STOPPED.plusSeconds(10);
  private static final Note NOTHING = new Note(1, null, null);

  @Test
  void aJobIsShownAsTheProductHasIt() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(show(JobStatus.RUNNING, 4, 1, 1)))
        .isEqualTo(
            "{\"id\":\""
                + SampleHeaders.ID
                + "\",\"status\":\"RUNNING\",\"progress\":{\"$type\":\"BulkProgress\","
                + "\"remaining\":6,\"successful\":3,\"failed\":1},\"elapsedTime\":40000}");
  }

  @Test
  void progressIsLeftOutWhereNobodyKnowsHowManyThereAre() throws Exception {
    assertThat(new ObjectMapper().writeValueAsString(show(JobStatus.RUNNING, 4, 1, 0)))
        .doesNotContain("progress");
    assertThat(show(JobStatus.CREATED, 0, 0, -1).progress()).isNull();
  }

  @Test
  void remainingSuccessfulAndFailedAreAllThatWasAskedFor() {
    for (JobStatus status : JobStatus.values()) {
      JobJson.BulkProgress progress = show(status, 7, 3, 1).progress();
      assertThat(progress.remaining() + progress.successful() + progress.failed()).isEqualTo(10);
    }
  }

  @Test
  void theTimeStandsStillWhenItIsFinished() {
    for (JobStatus status : JobStatus.values()) {
      assertThat(show(status, 7, 3, 1).elapsedTime())
          .as(status.label())
          .isEqualTo(status.ended() ? 30_000 : 40_000);
    }
  }

  @Test
  void numbersAreIntsThatAreNotNegative() {
    JobJson huge = show(JobStatus.RUNNING, 4, 1, 1_000_000_000);
    assertThat(huge.progress().remaining()).isEqualTo(Integer.MAX_VALUE);
    Instant before = SampleHeaders.CREATED.minusSeconds(1);
    assertThat(
            JobJson.of(SampleHeaders.header(JobStatus.RUNNING, 0, 0), JobState.RUNNING, before)
                .elapsedTime())
        .isZero();
    Instant late = SampleHeaders.CREATED.plus(Duration.ofDays(60));
    assertThat(
            JobJson.of(SampleHeaders.header(JobStatus.RUNNING, 0, 0), JobState.RUNNING, late)
                .elapsedTime())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void anUnknownOneHasNothingButItsId() {
    assertThat(JobJson.unknown("7")).isEqualTo(new JobJson("7", JobState.UNKNOWN, null, 0));
  }

  @Test
  void aFetchedOneIsKnownForAWhile() {
    Note fetched = new Note(1, NOW, null);
    assertThat(at(JobStatus.COMPLETED, fetched, NOW.plusSeconds(299)).status())
        .isEqualTo(JobState.SUCCEEDED);
    assertThat(at(JobStatus.COMPLETED, fetched, NOW.plusSeconds(300)))
        .isEqualTo(JobJson.unknown(SampleHeaders.ID.toString()));
    assertThat(at(JobStatus.DELETED, fetched, NOW.plusSeconds(300)).status())
        .as("its deletion is this door's own")
        .isEqualTo(JobState.UNKNOWN);
  }

  @Test
  void aDeletedOneIsDeletedForAWhileHoweverFarItsEndIs() {
    Note deleted = new Note(1, null, NOW);
    for (JobStatus status : new JobStatus[] {JobStatus.STOPPING, JobStatus.DELETED}) {
      assertThat(at(status, deleted, NOW.plusSeconds(59)).status()).isEqualTo(JobState.DELETED);
      assertThat(at(status, deleted, NOW.plusSeconds(60)).status()).isEqualTo(JobState.UNKNOWN);
    }
    assertThat(at(JobStatus.STOPPING, deleted, NOW.plusSeconds(59)).elapsedTime())
        .isEqualTo(40_000);
    Note both = new Note(1, NOW.minusSeconds(290), NOW);
    assertThat(at(JobStatus.DELETED, both, NOW.plusSeconds(59)).status())
        .as("fetched before")
        .isEqualTo(JobState.DELETED);
  }

  @Test
  void oneThatAnotherDoorDeletedIsDeletedForAsLong() {
    Instant event = SampleHeaders.STOPPED.plusSeconds(5);
    assertThat(at(JobStatus.DELETED, NOTHING, event.plusSeconds(59)).status())
        .isEqualTo(JobState.DELETED);
    assertThat(at(JobStatus.DELETED, NOTHING, event.plusSeconds(60)).status())
        .isEqualTo(JobState.UNKNOWN);
  }

  @Test
  void theFirstFetchAndTheFirstDeletionCount() {
    Note fetched = NOTHING.fetched(NOW);
    assertThat(fetched.fetched(NOW.plusSeconds(1))).isEqualTo(fetched);
    Note deleted = fetched.deleted(NOW);
    assertThat(deleted.deleted(NOW.plusSeconds(1))).isEqualTo(deleted);
    assertThat(deleted).isEqualTo(new Note(1, NOW, NOW));
  }

  private static JobJson show(JobStatus status, long done, long failed, long iterations) {
    return MEMORY.show(
        SampleHeaders.header(status, done, failed, iterations),
        SampleHeaders.STOPPED,
        NOTHING,
        NOW);
  }

  private static JobJson at(JobStatus status, Note note, Instant now) {
    return MEMORY.show(
        SampleHeaders.header(status, 1, 0), SampleHeaders.STOPPED.plusSeconds(5), note, now);
  }
}
