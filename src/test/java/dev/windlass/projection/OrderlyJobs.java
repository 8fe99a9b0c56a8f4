package dev.windlass.projection;

import dev.windlass.job.JobStatus;
import dev.windlass.wire.EventRecord;
import java.util.ArrayList;
import java.util.List;

/** Batch jobs that run to their end, a sub-job at a time, twice each. */
final class OrderlyJobs {
  private static final int SUB_JOBS = 12;
  private static final int STARTS = 2;
  private final int count;
  private final List<EventRecord> events = new ArrayList<>();

  OrderlyJobs(int count) {
    this.count = count;
    for (int i = 0; i < count; i++) {
      SampleJob job = SampleJob.of(i, i * 97 % 4096, SUB_JOBS);
      events.add(job.created());
      for (int start = 0; start < STARTS; start++) {
        run(job);
      }
    }
  }

  EventRecord[] events() {
    return events.toArray(EventRecord[]::new);
  }

  /** Batch jobs, sub-jobs, operations, failed operations. */
  List<String> ended() {
    int runs = count * STARTS;
    return List.of("" + runs, "" + runs * SUB_JOBS, "" + runs * SUB_JOBS * 2, "0");
  }

  private void run(SampleJob job) {
    events.add(job.started(false));
    for (int done = 1; done <= SUB_JOBS; done++) {
      events.add(job.changed(SampleJob.counts(SUB_JOBS - done, 0, done, 0), null));
    }
    events.add(job.became(JobStatus.COMPLETED));
  }
}
