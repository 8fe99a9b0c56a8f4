package dev.windlass.compat.web3;

import dev.windlass.compat.web3.JobStatusRepr.Data;
import dev.windlass.compat.web3.JobStatusRepr.Progress;
import dev.windlass.job.JobHeader;
import dev.windlass.view.SubJobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Jobs as they are shown. */
@ApplicationScoped
class Representations {
  private static final int TAG_BYTES = 12;

  private final SubJobs subJobs;
  private final Web3Config config;

  Representations(SubJobs subJobs, Web3Config config) {
    this.subJobs = subJobs;
    this.config = config;
  }

  JobStatusRepr job(Job job, Addresses addresses) {
    return jobs(List.of(job), addresses).getFirst();
  }

  List<JobStatusRepr> jobs(List<Job> jobs, Addresses addresses) {
    Map<UUID, String> workers = subJobs.workers(jobs.stream().map(Job::header).toList(), 0);
    return jobs.stream()
        .map(job -> status(job, workers.get(job.header().id().value()), addresses))
        .toList();
  }

  byte[] write(JobStatusRepr job, Format format) {
    return switch (format) {
      case XML -> JobStatusXml.job(job);
      case JSON -> JobStatusJson.job(job, config.jsonDates());
      case HTML -> JobStatusHtml.job(job);
    };
  }

  byte[] write(List<JobStatusRepr> jobs, Format format) {
    return switch (format) {
      case XML -> JobStatusXml.jobs(jobs);
      case JSON -> JobStatusJson.jobs(jobs, config.jsonDates());
      case HTML -> JobStatusHtml.jobs(jobs);
    };
  }

  /** Of all that is shown, so that it changes with whatever changes; without its quotes. */
  static String tag(JobStatusRepr job) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(job.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private JobStatusRepr status(Job job, String worker, Addresses addresses) {
    JobHeader header = job.header();
    long expected = header.operationsExpected();
    return new JobStatusRepr(
        JobType.ofDefinition(header.definition(), config.definitions()),
        job.state(),
        addresses.job(job.id()),
        Parameters.text(job.row().arguments()),
        job.id(),
        job.identity(),
        worker,
        message(header),
        job.created(),
        job.row().eventAt(),
        completed(job),
        new Progress(
            header.startTime(),
            header.operationsDone(),
            expected < 0 ? null : Long.valueOf(expected)),
        data(job, addresses));
  }

  private static String message(JobHeader header) {
    if (header.failureReason() != null) {
      return header.failureReason();
    }
    return header.withErrors()
        ? header.operationsFailed() + " of " + header.operationsDone() + " operations failed"
        : JobState.message(header.status());
  }

  /** The end of one that was reset when it was stopped is not told: it is when that was. */
  private static Instant completed(Job job) {
    if (!job.header().status().ended()) {
      return null;
    }
    return job.header().stopTime() == null ? job.row().eventAt() : job.header().stopTime();
  }

  private static List<Data> data(Job job, Addresses addresses) {
    return JobState.hasResult(job.header().status())
        ? List.of(
            new Data("result", addresses.result(job.batchJob()), "text/csv", job.id() + ".csv"))
        : List.of();
  }
}
