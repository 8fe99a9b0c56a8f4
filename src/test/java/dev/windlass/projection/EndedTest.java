package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndedTest {
  private final SampleJob job = SampleJob.of(1, 0, 10);
  private final List<JobHeader> chain = new ArrayList<>();

  @Test
  void withinAnEpochTheDifferenceCounts() {
    job.started(false);
    at(4, 0, 3, 1);
    at(0, 0, 8, 2);
    assertThat(along(chain)).isEqualTo(new Ended(0, 6, 12, 1));
  }

  @Test
  void aNewStartThatClearsBeginsAtNothing() {
    job.started(false);
    at(0, 0, 10, 0);
    job.started(false);
    at(7, 0, 3, 0);
    assertThat(along(chain)).isEqualTo(new Ended(0, 3, 6, 0));
  }

  @Test
  void whatANewStartKeepsDoesNotEndASecondTime() {
    job.started(false);
    at(0, 0, 6, 4);
    job.started(true);
    at(3, 0, 7, 0);
    assertThat(along(chain)).isEqualTo(new Ended(0, 1, 2, 0));
  }

  @Test
  void aBatchJobThatWasNotThereCountsWhole() {
    chain.add(null);
    job.started(false);
    at(0, 0, 10, 0);
    job.became(JobStatus.COMPLETED);
    chain.add(job.header());
    assertThat(along(chain)).isEqualTo(new Ended(1, 10, 20, 0));
  }

  @Test
  void anEndInEveryEpochCountsEvenWhenNothingBetweenIsSeen() {
    job.started(false);
    at(0, 0, 10, 0);
    job.became(JobStatus.COMPLETED);
    chain.add(job.header());
    job.started(false);
    job.changed(SampleJob.counts(0, 0, 10, 0), null);
    job.became(JobStatus.COMPLETED);
    chain.add(job.header());
    assertThat(along(chain)).isEqualTo(new Ended(2, 10, 20, 0));
  }

  @Test
  void theDeletionOfAnEndedBatchJobEndsNothing() {
    job.started(false);
    job.became(JobStatus.COMPLETED);
    chain.add(job.header());
    job.became(JobStatus.DELETED);
    chain.add(job.header());
    assertThat(along(chain)).isEqualTo(Ended.NONE);
  }

  private void at(int waiting, int running, int completed, int failed) {
    job.changed(SampleJob.counts(waiting, running, completed, failed), null);
    chain.add(job.header());
  }

  private static Ended along(List<JobHeader> chain) {
    Ended sum = Ended.NONE;
    for (int i = 1; i < chain.size(); i++) {
      Ended step = Ended.between(chain.get(i - 1), chain.get(i));
      sum =
          new Ended(
              sum.jobs() + step.jobs(),
              sum.subJobs() + step.subJobs(),
              sum.operationsDone() + step.operationsDone(),
              sum.operationsFailed() + step.operationsFailed());
    }
    return sum;
  }
}
