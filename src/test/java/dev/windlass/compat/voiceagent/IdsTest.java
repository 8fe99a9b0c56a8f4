package dev.windlass.compat.voiceagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  private final JobId job = JobId.of(Instant.ofEpochMilli(1_700_000_000_000L), 7, 42);

  @Test
  void anIdIsThirtyTwoDigits() {
    assertThat(Ids.text(job)).matches("[0-9a-f]{32}");
    assertThat(Ids.fresh()).matches("[0-9a-f]{32}").isNotEqualTo(Ids.fresh());
  }

  @Test
  void itIsReadWithAndWithoutDashesAndInCapitals() {
    assertThat(Ids.batchJob(Ids.text(job))).isEqualTo(job);
    assertThat(Ids.batchJob(job.toString())).isEqualTo(job);
    assertThat(Ids.batchJob(Ids.text(job).toUpperCase())).isEqualTo(job);
  }

  @Test
  void aSubJobsIdLeadsBackToItsBatchJob() {
    UUID subJob = job.subJob(5);
    assertThat(Ids.parse(Ids.text(subJob))).contains(subJob);
    assertThat(JobId.ofSubJob(subJob)).isEqualTo(job);
  }

  @Test
  void whatCanBeNoIdIsNone() {
    String otherVersion = UUID.randomUUID().toString();
    for (String text : new String[] {"", "x", "1-1-1-1-1", otherVersion, Ids.text(job) + "0"}) {
      assertThat(Ids.parse(text)).as(text).isEmpty();
    }
  }
}
