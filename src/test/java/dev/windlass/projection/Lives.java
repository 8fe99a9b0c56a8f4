package dev.windlass.projection;

import dev.windlass.job.Begun;
import dev.windlass.job.JobStatus;
import dev.windlass.wire.EventRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Batch jobs whose lives have all that a life can have. Progress never goes back. */
final class Lives {
  private static final int SUB_JOBS = 1500;
  private final List<EventRecord> events = new ArrayList<>();
  private final int first;
  private int number;

  Lives(int first) {
    this.first = first;
    this.number = first;
  }

  EventRecord[] events() {
    return events.toArray(EventRecord[]::new);
  }

  Lives add(int times) {
    for (int i = 0; i < times; i++) {
      completed();
      restarted();
      failedAgain();
      paused();
      deleted();
      purged();
    }
    return this;
  }

  int jobs() {
    return number - first;
  }

  SampleJob completed() {
    SampleJob job = created();
    run(job);
    events.add(job.became(JobStatus.COMPLETED));
    return job;
  }

  SampleJob paused() {
    SampleJob job = created();
    events.add(job.started(false));
    events.add(
        job.later(Duration.ofSeconds(7))
            .changed(
                SampleJob.counts(1490, 1, 9, 0),
                job.page(0, "c9rw1014", new Begun(9, 3, 1, 3, 1, 2))));
    events.add(job.became(JobStatus.PAUSED));
    events.add(job.repeated("again-" + job.id()));
    return job;
  }

  private void restarted() {
    SampleJob job = completed();
    run(job);
    events.add(job.became(JobStatus.COMPLETED));
  }

  private void failedAgain() {
    SampleJob job = created();
    run(job);
    events.add(job.became(JobStatus.FAILED));
    events.add(job.started(true));
    events.add(job.changed(SampleJob.counts(0, 0, 1500, 0), job.page(1, "c476")));
    events.add(job.became(JobStatus.COMPLETED));
  }

  private void deleted() {
    events.add(completed().became(JobStatus.DELETED));
  }

  private void purged() {
    SampleJob job = completed();
    events.add(job.purged());
    events.add(job.refusedUnknown("late-" + job.id()));
  }

  private void run(SampleJob job) {
    events.add(job.started(false));
    events.add(job.changed(SampleJob.counts(500, 24, 900, 76), job.page(0, "c900f76r24w24")));
    events.add(
        job.later(Duration.ofSeconds(8))
            .changed(SampleJob.counts(476, 0, 948, 76), job.page(0, "c948f76")));
    events.add(job.changed(SampleJob.counts(0, 0, 1424, 76), job.page(1, "c476")));
  }

  private SampleJob created() {
    SampleJob job = SampleJob.of(number, number * 977 % 4096, SUB_JOBS);
    number++;
    events.add(job.created());
    return job;
  }
}
