package dev.windlass.projection;

import dev.windlass.job.JobStatus;
import dev.windlass.job.Page;
import dev.windlass.wire.EventRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Batch jobs that do what comes to their minds, and the events that they tell of it. */
final class RandomJobs {
  private final Random random;
  private final List<SampleJob> jobs = new ArrayList<>();
  private final List<EventRecord> events = new ArrayList<>();

  RandomJobs(long seed, int count) {
    random = new Random(seed);
    for (int i = 0; i < count; i++) {
      SampleJob job = SampleJob.of(i, random.nextInt(4096), 1 + random.nextInt(3000));
      jobs.add(job);
      events.add(job.created());
    }
  }

  RandomJobs steps(int count) {
    for (int i = 0; i < count; i++) {
      step(jobs.get(random.nextInt(jobs.size())));
    }
    return this;
  }

  List<SampleJob> jobs() {
    return jobs;
  }

  EventRecord[] events() {
    return events.toArray(EventRecord[]::new);
  }

  private void step(SampleJob job) {
    if (job.header().status() == JobStatus.DELETED) {
      return;
    }
    switch (random.nextInt(10)) {
      case 0, 1 -> events.add(job.started(random.nextBoolean()));
      case 2 -> events.add(job.became(JobStatus.PAUSED));
      case 3 -> events.add(job.became(JobStatus.COMPLETED));
      case 4 -> {
        if (random.nextInt(5) == 0) {
          events.add(job.became(JobStatus.DELETED));
        }
      }
      default -> progress(job);
    }
  }

  private void progress(SampleJob job) {
    int all = job.header().subJobs();
    int completed = random.nextInt(all + 1);
    int failed = random.nextInt(all - completed + 1);
    int running = random.nextInt(all - completed - failed + 1);
    Page page =
        Page.filled(
            0,
            job.header().epoch(),
            Page.sizeOf(0, all),
            dev.windlass.job.SubJobStatus.values()[random.nextInt(9)]);
    events.add(
        job.changed(
            SampleJob.counts(all - completed - failed - running, running, completed, failed),
            page));
  }
}
