package dev.windlass.compat.web3;

import dev.windlass.compat.web3.Standing.Change;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.Definitions;
import dev.windlass.control.Documents;
import dev.windlass.control.Documents.Document;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobFilter;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.Cursor;
import dev.windlass.view.Slice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The jobs of a topic map: each of its batch jobs, but those that stand for no job any more. */
@ApplicationScoped
class JobFinder {
  private static final Pattern TOPIC_MAP = Pattern.compile("[A-Za-z0-9._-]{1,50}");
  private static final int SLICE = 500;

  private final BatchJobService service;
  private final BatchJobs jobs;
  private final Definitions definitions;
  private final Documents documents;

  JobFinder(BatchJobService service, BatchJobs jobs, Definitions definitions, Documents documents) {
    this.service = service;
    this.jobs = jobs;
    this.definitions = definitions;
    this.documents = documents;
  }

  /** Also by the id of the batch job that stands for it now. */
  Job find(String topicMap, String id) {
    return standing(id)
        .filter(job -> job.header().namespace().equals(topicMap))
        .filter(job -> job.state() != JobState.UNKNOWN)
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemCode.UNKNOWN_BATCH_JOB,
                    "topic map '" + topicMap + "' has no job '" + id + "'"));
  }

  /** Newest first, the newest batch job of each deciding; refused where there is no such map. */
  List<Job> list(String topicMap, int start, int count) {
    require(topicMap);
    BatchJobFilter filter = new BatchJobFilter(topicMap, null, null, null, null, null, null, null);
    List<Job> found = new ArrayList<>();
    Cursor next = null;
    do {
      int wanted = Math.clamp(start + count - found.size(), 1, SLICE);
      Slice<BatchJobRow> slice = jobs.list(filter, next, wanted);
      found.addAll(standing(slice.items()));
      next = slice.next();
    } while (next != null && found.size() < start + count);
    return found.subList(Math.min(start, found.size()), Math.min(start + count, found.size()));
  }

  /** A topic map is there as soon as it has a definition or a batch job. */
  void require(String topicMap) {
    BatchJobFilter filter = new BatchJobFilter(topicMap, null, null, null, null, null, null, null);
    boolean there =
        TOPIC_MAP.matcher(topicMap).matches()
            && (!definitions.list(topicMap, null, null, 1).isEmpty()
                || !jobs.list(filter, null, 1).items().isEmpty());
    if (!there) {
      throw new Refusal(ProblemCode.NO_SUCH_ROUTE, "there is no topic map '" + topicMap + "'");
    }
  }

  private Optional<Job> standing(String id) {
    Optional<JobId> jobId = jobId(id);
    if (jobId.isEmpty()) {
      return Optional.empty();
    }
    String own = jobId.get().toString();
    Optional<Document<Standing>> kept = documents.find(Standing.KIND, own);
    if (kept.isPresent()) {
      return present(own, kept.get().body());
    }
    Optional<BatchJobRow> row = row(own);
    String other = row.map(JobFinder::label).orElse(null);
    if (other == null) {
      return row.map(found -> new Job(own, found, null));
    }
    return documents
        .find(Standing.KIND, other)
        .flatMap(of -> present(other, of.body()))
        .filter(job -> job.batchJob().equals(own));
  }

  private Optional<Job> present(String id, Standing standing) {
    Optional<BatchJobRow> row = row(standing.batchJob());
    Change change = standing.change();
    if (!there(row) && change != null && change.next() != null) {
      row = row(change.next());
    }
    if (row.isEmpty() && isPurged(standing)) {
      documents.delete(Standing.KIND, id);
    }
    return row.map(found -> new Job(id, found, standing));
  }

  /** What the view does not have may also be what it does not have yet. */
  private boolean isPurged(Standing standing) {
    Change change = standing.change();
    return !mayCome(standing.batchJob()) && (change == null || !mayCome(change.next()));
  }

  private boolean mayCome(String batchJob) {
    return batchJob != null && service.mayBeOnItsWay(JobId.parse(batchJob));
  }

  private static boolean there(Optional<BatchJobRow> row) {
    return row.filter(found -> JobState.of(found.header()) != JobState.UNKNOWN).isPresent();
  }

  private List<Job> standing(List<BatchJobRow> rows) {
    Set<String> ids = rows.stream().map(JobFinder::id).collect(Collectors.toSet());
    Map<String, Standing> standings =
        documents.find(Standing.KIND, ids).values().stream()
            .collect(Collectors.toMap(Document::id, Document::body));
    Set<String> there = thereOf(rows, standings.values());
    return rows.stream()
        .filter(row -> JobState.of(row.header()) != JobState.UNKNOWN)
        .filter(row -> stands(row, standings.get(id(row)), there))
        .map(row -> new Job(id(row), row, standings.get(id(row))))
        .toList();
  }

  /** The batch jobs, not gone yet, in whose place one of the rows is to come. */
  private Set<String> thereOf(List<BatchJobRow> rows, Collection<Standing> standings) {
    Set<UUID> replaced =
        standings.stream()
            .filter(s -> rows.stream().anyMatch(r -> s.changesTo(r.header().id().toString())))
            .map(standing -> UUID.fromString(standing.batchJob()))
            .collect(Collectors.toSet());
    return replaced.isEmpty()
        ? Set.of()
        : jobs.find(replaced).stream()
            .filter(row -> JobState.of(row.header()) != JobState.UNKNOWN)
            .map(row -> row.header().id().toString())
            .collect(Collectors.toSet());
  }

  private static boolean stands(BatchJobRow row, Standing standing, Set<String> there) {
    String own = row.header().id().toString();
    if (standing == null) {
      return label(row) == null;
    }
    return own.equals(standing.batchJob())
        || standing.changesTo(own) && !there.contains(standing.batchJob());
  }

  private static String id(BatchJobRow row) {
    return Objects.requireNonNullElse(label(row), row.header().id().toString());
  }

  /** Null where the batch job never took another's place. */
  private static String label(BatchJobRow row) {
    return jobId(row.labels().getOrDefault(Standing.LABEL, "")).map(JobId::toString).orElse(null);
  }

  private Optional<BatchJobRow> row(String id) {
    try {
      return Optional.of(service.get(JobId.parse(id)));
    } catch (Refusal e) {
      if (e.code() == ProblemCode.UNKNOWN_BATCH_JOB) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Optional<JobId> jobId(String text) {
    try {
      return Optional.of(JobId.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
