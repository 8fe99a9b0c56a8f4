package dev.windlass.compat.openspecimen;

import dev.windlass.compat.openspecimen.ScheduledJobs.Known;
import dev.windlass.view.BatchJobRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;

/** Jobs and runs as clients read them. */
@ApplicationScoped
class JobAnswers {
  private final JobSchedules schedules;
  private final Tasks tasks;
  private final JobRuns runs;
  private final RunOutput output;

  JobAnswers(JobSchedules schedules, Tasks tasks, JobRuns runs, RunOutput output) {
    this.schedules = schedules;
    this.tasks = tasks;
    this.runs = runs;
    this.output = output;
  }

  ScheduledJobJson of(Known known) {
    return ScheduledJobJson.of(known, next(known), null, Instant.now());
  }

  /** Only a list says when a job ran last. */
  ScheduledJobJson listed(Known known) {
    Instant last =
        runs.list(known, JobRuns.Filter.ALL, 1).stream()
            .findFirst()
            .map(row -> JobRuns.started(row.header()))
            .orElse(null);
    return ScheduledJobJson.of(known, next(known), last, Instant.now());
  }

  RunJson run(Known known, BatchJobRow row) {
    return RunJson.of(known, row, ended(row) && output.exists(row) ? fileName(known, row) : null);
  }

  /** Refused before the run has ended, and where it has left nothing. */
  StreamingOutput file(BatchJobRow row) {
    if (ended(row) && !output.exists(row)) {
      throw new UserError(
          ErrorCode.RESULT_DATA_FILE_NOT_FOUND,
          "run %d has left no results".formatted(row.header().number()));
    }
    StreamingOutput file = ended(row) ? output.csv(row) : null;
    if (file == null) {
      throw new UserError(
          ErrorCode.RESULT_DATA_FILE_NOT_AVAILABLE,
          "the results of run %d are not there yet".formatted(row.header().number()));
    }
    return file;
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
