package dev.windlass.control;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.result.CsvCells;
import dev.windlass.result.Reference;
import dev.windlass.result.ResultFile;
import dev.windlass.result.ResultName;
import dev.windlass.result.ResultStore;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobRow;
import dev.windlass.view.SubJobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The results of batch jobs as files. What one operation has streamed into the store is the file of
 * its sub-job, and of a batch job of that one sub-job; any other batch job's is made of its results
 * when somebody asks for it first, and kept.
 */
@ApplicationScoped
public class ResultFiles {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

  private final BatchJobs jobs;
  private final SubJobs subJobs;
  private final Inputs inputs;
  private final ResultsFrontier frontier;
  private final ResultStore store;

  /** Who asks for a file that is being made waits for it, rather than making it again. */
  private final Lock[] making = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

  ResultFiles(
      BatchJobs jobs, SubJobs subJobs, Inputs inputs, ResultsFrontier frontier, ResultStore store) {
    this.jobs = jobs;
    this.subJobs = subJobs;
    this.inputs = inputs;
    this.frontier = frontier;
    this.store = store;
  }

  /** What is done with the store. */
  private interface Work<T> {
    T done() throws IOException;
  }

  /** The result file of a batch job that has ended, as people read it. */
  public ResultFile get(BatchJobRow row) {
    return get(row, CsvCells.ESCAPE);
  }

  /** The same with cells as said; what an operation streamed is as its definition said. */
  public ResultFile get(BatchJobRow row, CsvCells cells) {
    JobHeader job = row.header();
    JobId id = job.id();
    if (job.status() == JobStatus.DELETED) {
      throw new Refusal(ProblemCode.GONE, "batch job " + id + " was deleted");
    }
    if (!job.status().ended()) {
      throw new Refusal(
              ProblemCode.RESULT_NOT_READY,
              "batch job %s is %s: its result file is there when it has ended"
                  .formatted(id, job.status().label()))
          .with("batchJobStatus", job.status().label());
    }
    String kind = cells == CsvCells.KEEP ? "" : "-" + cells.word();
    ResultName name = new ResultName(id.toString(), "results-" + job.epoch() + kind + ".csv");
    return stored(() -> find(name, row, cells));
  }

  /** What the last operation of a sub-job streamed into the store; empty where it did not. */
  public Optional<ResultFile> find(JobHeader job, int index) {
    return subJobs
        .find(job, index)
        .flatMap(detail -> streamed(job, detail.result()))
        .flatMap(name -> stored(() -> store.find(name)));
  }

  public InputStream read(ResultFile file, long from, long length) {
    return stored(() -> store.read(file, from, length));
  }

  /**
   * Deletes the files of batch jobs that are deleted, or purged: those that no view knows and that
   * are older than any batch job is kept.
   */
  public int forget(Instant purgedBefore, Instant now) {
    List<String> owners = new ArrayList<>();
    stored(
        () -> {
          store.forgetUploads(now.minus(LONGEST_UPLOAD));
          store.owners(owners::add);
          return null;
        });
    int deleted = 0;
    for (String owner : owners) {
      if (isOver(owner, purgedBefore)) {
        stored(
            () -> {
              store.delete(owner);
              return null;
            });
        deleted++;
      }
    }
    return deleted;
  }

  private ResultFile find(ResultName name, BatchJobRow row, CsvCells cells) throws IOException {
    Optional<ResultFile> known = store.find(name);
    if (known.isPresent()) {
      return known.get();
    }
    frontier.await(row.header().id());
    Optional<ResultFile> streamed = streamed(row.header());
    return streamed.isPresent() ? streamed.get() : make(name, row, cells);
  }

  private Optional<ResultFile> streamed(JobHeader job) throws IOException {
    if (job.subJobs() != 1) {
      return Optional.empty();
    }
    List<SubJobRow> only = subJobs.first(job, 1);
    Optional<ResultName> name = streamed(job, subJobs.lastOperations(job, only).get(0));
    return name.isEmpty() ? Optional.empty() : store.find(name.get());
  }

  private static Optional<ResultName> streamed(JobHeader job, OperationRow told) {
    return told == null ? Optional.empty() : Reference.in(told.output(), job.id().toString());
  }

  private ResultFile make(ResultName name, BatchJobRow row, CsvCells cells) throws IOException {
    Lock lock = making[Math.floorMod(name.hashCode(), making.length)];
    lock.lock();
    try {
      Optional<ResultFile> made = store.find(name);
      if (made.isPresent()) {
        return made.get();
      }
      try (ResultStore.Upload upload = store.create(name)) {
        new ResultCsv(subJobs, inputs, row, cells).write(upload);
        upload.commit();
      }
      return store
          .find(name)
          .orElseThrow(() -> new IOException("it does not have what it has just taken: " + name));
    } finally {
      lock.unlock();
    }
  }

  private boolean isOver(String owner, Instant purgedBefore) {
    try {
      JobId id = JobId.parse(owner);
      Optional<BatchJobRow> row = jobs.find(id.value());
      return row.map(known -> known.header().status() == JobStatus.DELETED)
          .orElseGet(() -> id.time().isBefore(purgedBefore));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static <T> T stored(Work<T> work) {
    try {
      return work.done();
    } catch (IOException e) {
      throw new Refusal(
              ProblemCode.RESULT_STORE_UNAVAILABLE,
              "the result store does not answer as it should: " + e.getMessage(),
              e)
          .retryAfter(RETRY_AFTER);
    }
  }
}
