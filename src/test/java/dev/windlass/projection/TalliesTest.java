package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import dev.windlass.view.Counter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private final SampleJob job = SampleJob.of(1, 0, 10);
  private final Tallies tallies = new Tallies();

  @Test
  void aNewBatchJobAddsItselfAndItsSubJobs() {
    tallies.change(3, null, job.header());
    assertThat(counters(3))
        .containsEntry("jobs_created", 1L)
        .containsEntry("sub_jobs_created", 10L);
  }

  @Test
  void aChangeMovesItFromOneCounterToTheOther() {
    JobHeader before = job.header();
    job.started(false);
    job.changed(SampleJob.counts(5, 1, 3, 1), null);
    tallies.change(3, before, job.header());
    assertThat(counters(3))
        .containsEntry("jobs_created", -1L)
        .containsEntry("jobs_running", 1L)
        .containsEntry("sub_jobs_created", -10L)
        .containsEntry("sub_jobs_completed", 3L)
        .containsEntry("operations_done", 8L)
        .containsEntry("operations_failed", 1L);
  }

  @Test
  void whatComesAndGoesLeavesNothing() {
    job.started(false);
    JobHeader running = job.header();
    tallies.change(3, null, running);
    job.became(JobStatus.DELETED);
    tallies.change(3, running, job.header());
    assertThat(counters(3)).containsEntry("jobs_deleted", 1L).containsEntry("sub_jobs_waiting", 0L);
    tallies.change(3, job.header(), null);
    assertThat(counters(3).values()).containsOnly(0L);
  }

  @Test
  void whatIsToGoOnIsTheBacklogOfItsQueue() {
    tallies.change(3, null, job.header());
    assertThat(tallies.backlog()).as("created, and not to go on by itself").isEmpty();
    JobHeader before = job.header();
    job.started(false);
    job.changed(SampleJob.counts(5, 1, 3, 1), null);
    tallies.change(3, before, job.header());
    assertThat(backlog()).isEqualTo(6);
    before = job.header();
    job.became(JobStatus.PAUSED);
    tallies.change(3, before, job.header());
    assertThat(backlog()).isEqualTo(6);
    before = job.header();
    job.became(JobStatus.STOPPING);
    tallies.change(3, before, job.header());
    assertThat(backlog()).isZero();
  }

  @Test
  void everyCounterHasAColumn() {
    job.started(false);
    tallies.change(0, null, job.header());
    assertThat(Counter.NAMES).containsAll(counters(0).keySet()).hasSize(13 + 9 + 2);
  }

  private long backlog() {
    return tallies.backlog().get(3).get("default");
  }

  private Map<String, Long> counters(int partition) {
    return tallies.byPartition().get(partition);
  }
}
