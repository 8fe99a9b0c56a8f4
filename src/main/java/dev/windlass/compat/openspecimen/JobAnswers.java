package dev.windlass.compat.openspecimen;

import dev.windlass.compat.openspecimen.ScheduledJobs.Known;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.ResultFiles;
import dev.windlass.result.ResultFile;
import dev.windlass.view.BatchJobRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Instant;

/** Jobs and runs as clients read them. */
@ApplicationScoped
class JobAnswers {
  private final JobSchedules schedules;
  private final Tasks tasks;
  private final JobRuns runs;
  private final ResultFiles files;

  JobAnswers(JobSchedules schedules, Tasks tasks, JobRuns runs, ResultFiles files) {
    this.schedules = schedules;
    this.tasks = tasks;
    this.runs = runs;
    this.files = files;
  }

  ScheduledJobJson of(Known known) {
    return ScheduledJobJson.of(known, next(known), null, Instant.now());
  }

  /** Only a list says when a job ran last. */
  ScheduledJobJson listed(Known known) {
    Instant last = runs.newest(known).map(row -> JobRuns.started(row.header())).orElse(null);
    return ScheduledJobJson.of(known, next(known), last, Instant.now());
  }

  RunJson run(Known known, BatchJobRow row) {
    return RunJson.of(known, row, ended(row) && hasFile(row) ? fileName(known, row) : null);
  }

  /** Refused before the run has ended, and where it has left nothing. */
  ResultFile file(BatchJobRow row) {
    if (!ended(row)) {
      throw notYet(row);
    }
    if (!hasFile(row)) {
      throw new UserError(
          ErrorCode.RESULT_DATA_FILE_NOT_FOUND,
          "run %d has left no results".formatted(row.header().number()));
    }
    try {
      return files.get(row);
    } catch (Refusal e) {
      throw e.code() == ProblemCode.RESULTS_BEHIND ? notYet(row) : e;
    }
  }

  InputStream read(ResultFile file) {
    return files.read(file, 0, file.size());
  }

  private static UserError notYet(BatchJobRow row) {
    return new UserError(
        ErrorCode.RESULT_DATA_FILE_NOT_AVAILABLE,
        "the results of run %d are not there yet".formatted(row.header().number()));
  }

  /** One that nothing was done for, or whose results a stop has thrown away, has none. */
  private static boolean hasFile(BatchJobRow ended) {
    return ended.header().operationsDone() > 0;
  }

  private Instant next(Known known) {
    return known.job().disabled()
        ? null
        : schedules.next(known.id(), known.job(), tasks.key(known.job()));
  }

  private static boolean ended(BatchJobRow row) {
    return RunStatus.of(row.header()).filter(RunStatus.IN_PROGRESS::equals).isEmpty();
  }

  private static String fileName(Known known, BatchJobRow row) {
    return FileName.of(known, row.header().number());
  }
}
