package dev.windlass.compat.web3;

import dev.windlass.control.BatchJobService;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.NewBatchJob;
import dev.windlass.control.Outcome;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.dispatch.Pace;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.view.BatchJobRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What is asked of the jobs of a topic map. */
@ApplicationScoped
class Jobs {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final JobFinder finder;
  private final JobChanges changes;
  private final BatchJobService service;
  private final Definitions definitions;
  private final Web3Config config;

  Jobs(
      JobFinder finder,
      JobChanges changes,
      BatchJobService service,
      Definitions definitions,
      Web3Config config) {
    this.finder = finder;
    this.changes = changes;
    this.service = service;
    this.definitions = definitions;
    this.config = config;
  }

  Job create(String topicMap, JobRepr asked, String requestedBy) {
    finder.require(topicMap);
    if (asked.type() == null) {
      throw Refusal.invalid("JobType", null, "must be there in a job that is new");
    }
    NewBatchJob batchJob =
        new NewBatchJob(
            key(topicMap, asked.type()),
            1,
            null,
            null,
            null,
            null,
            asked.parameters() == null ? Map.of() : asked.parameters(),
            Map.of(),
            asked.state() == JobState.QUEUED,
            OnOverlap.QUEUE_ONE);
    return finder.find(topicMap, created(batchJob, requestedBy));
  }

  /**
   * @param seen throws where the job is not what the client holds it for; null where it says
   *     nothing
   */
  Job change(String topicMap, String id, JobRepr asked, Consumer<Job> seen, String requestedBy) {
    Job job = finder.find(topicMap, id);
    Integer epoch = epoch(job, seen);
    requireChangeable(job, "changed");
    JobState wanted = asked.state() == null ? job.state() : asked.state();
    if (isOther(job, asked) || wanted == JobState.CREATED && job.state() != wanted) {
      replace(job, asked, wanted, epoch, requestedBy);
    } else if (wanted != job.state()) {
      start(job, epoch, requestedBy);
    }
    return finder.find(topicMap, job.id());
  }

  void cancel(String topicMap, String id, Consumer<Job> seen, String requestedBy) {
    Job job = finder.find(topicMap, id);
    Integer epoch = epoch(job, seen);
    requireChangeable(job, "cancelled");
    changes.cancel(job, epoch, requestedBy);
  }

  private static Integer epoch(Job job, Consumer<Job> seen) {
    if (seen == null) {
      return null;
    }
    seen.accept(job);
    return job.header().epoch();
  }

  /** Said of a view, to spare a change that the coordinator would refuse; it has the last word. */
  private static void requireChangeable(Job job, String what) {
    if (!job.state().changeable()) {
      throw new Refusal(
          ProblemCode.DIRECTIVE_REFUSED,
          "job %s is %s: it can be %s only while it is Created or Queued"
              .formatted(job.id(), job.state().label(), what));
    }
  }

  private boolean isOther(Job job, JobRepr asked) {
    return asked.type() != null
            && !job.header().definition().equals(asked.type().definition(config.definitions()))
        || asked.parameters() != null
            && !Parameters.same(job.row().arguments(), asked.parameters());
  }

  private void start(Job job, Integer epoch, String requestedBy) {
    try {
      changes.start(job.batchJob(), epoch, requestedBy);
    } catch (Refusal e) {
      throw e.code() == ProblemCode.GONE ? JobChanges.conflict(job) : e;
    }
  }

  private void replace(Job job, JobRepr asked, JobState wanted, Integer epoch, String requestedBy) {
    String next = created(replacement(job, asked), requestedBy);
    try {
      changes.replace(job, next, epoch, requestedBy);
    } catch (Refusal e) {
      if (e.code().status() < 500) {
        changes.discard(next, requestedBy);
      }
      throw e;
    }
    if (wanted == JobState.QUEUED) {
      changes.start(next, null, requestedBy);
    }
  }

  /** The same batch job but for what is asked, parked until it stands for the job. */
  private NewBatchJob replacement(Job job, JobRepr asked) {
    BatchJobRow row = job.row();
    JobHeader header = row.header();
    Map<String, String> labels = new HashMap<>(row.labels());
    labels.put(Standing.LABEL, job.id());
    Pace pace = header.pace();
    return new NewBatchJob(
        asked.type() == null
            ? new DefinitionKey(header.namespace(), header.definition())
            : key(header.namespace(), asked.type()),
        row.input() == null ? header.subJobs() : null,
        row.input() == null ? null : row.input().id(),
        header.maxConcurrent(),
        pace == null ? null : Double.valueOf(pace.perSecond()),
        header.failureBudget(),
        asked.parameters() == null ? row.arguments() : asked.parameters(),
        labels,
        false,
        OnOverlap.QUEUE_ONE);
  }

  /** The id; one whose first event is late is waited for as long as a read waits. */
  private String created(NewBatchJob batchJob, String requestedBy) {
    Outcome outcome = service.create(batchJob, null, requestedBy).outcome();
    JobId id = outcome.directive().job();
    try {
      return (outcome.applied() ? outcome.header() : service.get(id).header()).id().toString();
    } catch (Refusal e) {
      if (e.code() != ProblemCode.UNKNOWN_BATCH_JOB) {
        throw e;
      }
      throw new Refusal(
              ProblemCode.LOG_UNAVAILABLE,
              "it is not known yet whether the job is created: ask for job " + id + " later",
              e)
          .retryAfter(RETRY_AFTER);
    }
  }

  private DefinitionKey key(String topicMap, JobType type) {
    DefinitionKey key = new DefinitionKey(topicMap, type.definition(config.definitions()));
    if (definitions.find(key).isEmpty()) {
      throw Refusal.invalid(
          "JobType",
          type.label(),
          "must have a definition: there is no %s; create it, or name another in %s"
              .formatted(key, type.setting()));
    }
    return key;
  }
}
