package dev.windlass.compat.openspecimen;

import dev.windlass.compat.openspecimen.ScheduledJobs.Known;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.BatchJobService.Created;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.job.JobHeader;
import dev.windlass.view.BatchJobFilter;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.Cursor;
import dev.windlass.view.Slice;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The runs of scheduled jobs, which are batch jobs with a number. */
@ApplicationScoped
class JobRuns {
  private static final int PAGE = 200;

  /** Where a list of jobs looks for the newest run of each. */
  private static final int NEWEST = 50;

  private final BatchJobService service;
  private final BatchJobs jobs;
  private final Tasks tasks;
  private final OpenSpecimenConfig config;

  JobRuns(BatchJobService service, BatchJobs jobs, Tasks tasks, OpenSpecimenConfig config) {
    this.service = service;
    this.jobs = jobs;
    this.tasks = tasks;
    this.config = config;
  }

  /**
   * Which runs a list holds; null asks for nothing.
   *
   * @param from begun at this instant or later
   * @param to begun at this instant or earlier
   */
  record Filter(Instant from, Instant to, RunStatus status) {
    static final Filter ALL = new Filter(null, null, null);

    boolean takes(JobHeader header) {
      Instant started = started(header);
      return RunStatus.matches(header, status)
          && (from == null || !started.isBefore(from))
          && (to == null || !started.isAfter(to));
    }
  }

  /** Empty where another run goes on; whether it does is for the coordinator to say. */
  Optional<Long> start(Known known, String args, String requestedBy) {
    DefinitionKey key = tasks.check(known.job());
    try {
      Created created =
          service.create(tasks.batchJob(known.id(), known.job(), key, args), null, requestedBy);
      return Optional.of(created.creation().number());
    } catch (Refusal e) {
      if (e.code() == ProblemCode.RUN_IN_PROGRESS) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Newest first: what runs its definition, and what it started when it ran another one than today.
   */
  List<BatchJobRow> list(Known known, Filter filter, int most) {
    return list(new Search(known, filter, most, PAGE, config.mostScanned()));
  }

  /**
   * The newest that it started, or that is among the newest of its definition: a list asks this of
   * each of its jobs.
   */
  Optional<BatchJobRow> newest(Known known) {
    return list(new Search(known, Filter.ALL, 1, NEWEST, NEWEST)).stream().findFirst();
  }

  /**
   * @param page batch jobs that are read at once
   * @param scanned batch jobs that are read at most
   */
  private record Search(Known known, Filter filter, int most, int page, int scanned) {}

  private List<BatchJobRow> list(Search search) {
    Map<Long, BatchJobRow> found = new TreeMap<>(Comparator.reverseOrder());
    DefinitionKey key = tasks.key(search.known().job());
    if (key != null) {
      scan(search, key, Map.of(), found);
    }
    scan(search, null, Map.of(Tasks.LABEL, Long.toString(search.known().id())), found);
    return found.values().stream().limit(search.most()).toList();
  }

  BatchJobRow get(Known known, long run) {
    return jobs.findNumber(run)
        .filter(row -> isRunOf(known, row) && RunStatus.of(row.header()).isPresent())
        .orElseThrow(
            () ->
                new UserError(
                    ErrorCode.JOB_RUN_NOT_FOUND,
                    "scheduled job %d has no run %d".formatted(known.id(), run)));
  }

  /** One that was reset by a stop no longer knows when it began. */
  static Instant started(JobHeader header) {
    Instant start = header.startTime() == null ? header.createdTime() : header.startTime();
    return start.truncatedTo(ChronoUnit.MILLIS);
  }

  private void scan(
      Search search, DefinitionKey key, Map<String, String> labels, Map<Long, BatchJobRow> found) {
    BatchJobFilter asked = asked(search.filter(), key, labels);
    List<BatchJobRow> runs = new ArrayList<>();
    Cursor cursor = null;
    int read = 0;
    do {
      Slice<BatchJobRow> slice = jobs.list(asked, cursor, search.page());
      slice.items().stream()
          .filter(row -> isRunOf(search.known(), row) && search.filter().takes(row.header()))
          .limit(search.most() - runs.size())
          .forEach(runs::add);
      read += slice.items().size();
      cursor = slice.next();
    } while (cursor != null && runs.size() < search.most() && read < search.scanned());
    runs.forEach(row -> found.put(row.header().number(), row));
  }

  /** A run begins after its batch job is made, and usually soon. */
  private BatchJobFilter asked(Filter filter, DefinitionKey key, Map<String, String> labels) {
    return new BatchJobFilter(
        key == null ? null : key.namespace(),
        RunStatus.statuses(filter.status()),
        key == null ? null : key.name(),
        labels,
        null,
        filter.from() == null ? null : filter.from().minus(config.longestWait()),
        filter.to() == null ? null : filter.to().plusMillis(1),
        null);
  }

  /** Batch jobs of an older version have no number, and so no id here. */
  private boolean isRunOf(Known known, BatchJobRow row) {
    String starter = row.labels().get(Tasks.LABEL);
    JobHeader header = row.header();
    return header.number() != null
        && (starter == null
            ? new DefinitionKey(header.namespace(), header.definition())
                .equals(tasks.key(known.job()))
            : starter.equals(Long.toString(known.id())));
  }
}
