package dev.windlass.view;

import dev.windlass.job.JobHeader;
import dev.windlass.job.SubJobStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What results tell of sub-jobs: failures, outputs, who ran them. */
record Told(JobHeader job, Map<Integer, Row> rows) {
  @RegisterForReflection
  record Row(int index, int epoch, long failures, String worker, Instant firstAt, Instant lastAt) {}

  @RegisterForReflection
  record Last(
      int index,
      int epoch,
      long iteration,
      int caseIndex,
      String caseId,
      int attempt,
      int tries,
      String worker,
      Instant at,
      long durationMs,
      String error,
      String output,
      boolean outputTruncated) {
    OperationRow operation() {
      return new OperationRow(
          iteration,
          caseIndex,
          caseId,
          attempt,
          tries,
          worker,
          at,
          durationMs,
          error,
          output,
          outputTruncated,
          true);
    }
  }

  static Told of(JobHeader job, List<SubJobRow> subJobs) {
    if (subJobs.isEmpty()) {
      return new Told(job, Map.of());
    }
    List<Integer> indexes = subJobs.stream().map(SubJobRow::index).toList();
    List<Row> rows =
        SubJobView.find(
                "batchJobId = ?1 and index in ?2 and epoch >= ?3",
                job.id().value(),
                indexes,
                job.clearedAt())
            .project(Row.class)
            .list();
    return new Told(job, rows.stream().collect(Collectors.toMap(Row::index, r -> r)));
  }

  List<SubJobRow> addTo(List<SubJobRow> subJobs) {
    return subJobs.stream().map(this::addTo).toList();
  }

  static SubJobDetail detail(JobHeader job, SubJobRow subJob) {
    Told told = of(job, List.of(subJob));
    Row row = told.rows.get(subJob.index());
    if (!told.holds(row, subJob)) {
      return new SubJobDetail(subJob, null, null, null, List.of(), null);
    }
    return new SubJobDetail(
        told.addTo(subJob),
        row.worker(),
        row.firstAt(),
        row.lastAt(),
        failures(job.id().value(), row),
        result(job.id().value(), row));
  }

  /** What the last operation of each sub-job told; by index, without those that told nothing. */
  static Map<Integer, OperationRow> lastOperations(JobHeader job, List<SubJobRow> subJobs) {
    Told told = of(job, subJobs);
    Map<Integer, SubJobRow> holding =
        subJobs.stream()
            .filter(s -> told.holds(told.rows.get(s.index()), s))
            .collect(Collectors.toMap(SubJobRow::index, s -> s));
    if (holding.isEmpty()) {
      return Map.of();
    }
    return OperationResultView.find(
            "batchJobId = ?1 and index in ?2 and epoch >= ?3 and last = true",
            job.id().value(),
            holding.keySet(),
            job.clearedAt())
        .project(Last.class)
        .stream()
        .filter(last -> last.epoch() == told.rows.get(last.index()).epoch())
        .collect(Collectors.toMap(Last::index, Last::operation));
  }

  @RegisterForReflection
  record ByWorker(UUID batchJobId, int epoch, String worker) {}

  static Map<UUID, String> workers(Collection<JobHeader> jobs, int index) {
    Map<UUID, Integer> clearedAt =
        jobs.stream().collect(Collectors.toMap(job -> job.id().value(), JobHeader::clearedAt));
    if (clearedAt.isEmpty()) {
      return Map.of();
    }
    return SubJobView.find("batchJobId in ?1 and index = ?2", clearedAt.keySet(), index)
        .project(ByWorker.class)
        .stream()
        .filter(told -> told.worker() != null)
        .filter(told -> told.epoch() >= clearedAt.get(told.batchJobId()))
        .collect(Collectors.toMap(ByWorker::batchJobId, ByWorker::worker));
  }

  private SubJobRow addTo(SubJobRow subJob) {
    Row row = rows.get(subJob.index());
    return holds(row, subJob)
        ? new SubJobRow(subJob.index(), subJob.status(), subJob.begun(), row.failures())
        : subJob;
  }

  /**
   * What an older epoch told holds only for a sub-job that the present one kept: one that completed
   * without failures.
   */
  private boolean holds(Row row, SubJobRow subJob) {
    return row != null
        && (row.epoch() >= job.epoch()
            || (subJob.status() == SubJobStatus.COMPLETED && row.failures() == 0));
  }

  private static List<OperationRow> failures(UUID job, Row row) {
    return operations(job, row, "error is not null", SubJobDetail.FAILURES_SHOWN);
  }

  private static OperationRow result(UUID job, Row row) {
    return operations(job, row, "output is not null", 1).stream().findFirst().orElse(null);
  }

  private static List<OperationRow> operations(UUID job, Row row, String which, int most) {
    return OperationResultView.find(
            "batchJobId = ?1 and index = ?2 and epoch = ?3 and "
                + which
                + " order by iteration desc, caseIndex desc",
            job,
            row.index(),
            row.epoch())
        .project(OperationRow.class)
        .range(0, most - 1)
        .list();
  }
}
