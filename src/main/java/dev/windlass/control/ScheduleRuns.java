package dev.windlass.control;

import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.DirectiveRow;
import dev.windlass.view.Directives;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runs of schedules, with what has become of their batch jobs. */
@ApplicationScoped
public class ScheduleRuns {
  private final Database database;
  private final BatchJobs jobs;
  private final Directives directives;

  ScheduleRuns(Database database, BatchJobs jobs, Directives directives) {
    this.database = database;
    this.jobs = jobs;
    this.directives = directives;
  }

  /**
   * A run and its batch job.
   *
   * @param job null where none was asked for, where it was refused, and until the view has it
   * @param notRun why there is no batch job; null where there is one, or will be
   */
  public record Known(ScheduleRun run, BatchJobRow job, String notRun) {}

  /**
   * Newest first.
   *
   * @param afterFire with {@code afterId}, where the list goes on; both null at its beginning
   */
  public List<Known> list(StoredSchedule stored, Instant afterFire, JobId afterId, int limit) {
    ScheduleRunRows.Place after =
        afterFire == null ? null : new ScheduleRunRows.Place(afterFire, afterId);
    Schedule schedule = stored.schedule();
    return known(
        database.transaction(
            connection ->
                ScheduleRunRows.list(
                    connection, schedule.namespace(), schedule.name(), after, limit)));
  }

  private List<Known> known(List<ScheduleRun> runs) {
    List<UUID> ids = runs.stream().map(run -> run.id().value()).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, BatchJobRow> rows = byId(jobs.find(ids), row -> row.header().id().value());
    List<UUID> without = ids.stream().filter(id -> !rows.containsKey(id)).toList();
    Map<UUID, DirectiveRow> refused =
        without.isEmpty()
            ? Map.of()
            : byId(directives.refusedCreates(without), DirectiveRow::batchJobId);
    return runs.stream()
        .map(
            run -> {
              UUID id = run.id().value();
              DirectiveRow refusal = refused.get(id);
              String notRun = refusal == null ? run.reason() : refusal.reason();
              return new Known(run, rows.get(id), notRun);
            })
        .toList();
  }

  private static <T> Map<UUID, T> byId(List<T> rows, Function<T, UUID> id) {
    return rows.stream().collect(Collectors.toMap(id, Function.identity(), (one, other) -> one));
  }
}
