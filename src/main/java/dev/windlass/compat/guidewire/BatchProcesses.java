package dev.windlass.compat.guidewire;

import dev.windlass.compat.guidewire.BatchProcessJson.Attributes;
import dev.windlass.compat.guidewire.BatchProcessJson.Type;
import dev.windlass.compat.guidewire.BatchProcessJson.WorkQueue;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.BatchJobService.Created;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.DirectiveRequest;
import dev.windlass.control.NewBatchJob;
import dev.windlass.control.Outcome;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.Definition;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.view.BatchJobFilter;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.Freshness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Types, their latest executions, and what is asked of them. */
@ApplicationScoped
class BatchProcesses {
  private static final int MOST_TYPES = 1000;
  private static final int UUID_LENGTH = 36;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** What a stop means something to: a stop of anything else stops nothing. */
  private static final Set<JobStatus> STOPPABLE =
      Phase.statuses(EnumSet.of(Phase.WAITING, Phase.RUNNING));

  private static final Set<JobStatus> EXECUTED =
      Phase.statuses(EnumSet.complementOf(EnumSet.of(Phase.NEVER_RUN)));

  private final Definitions definitions;
  private final BatchJobService service;
  private final BatchJobs jobs;
  private final Freshness freshness;
  private final GuidewireConfig config;

  BatchProcesses(
      Definitions definitions,
      BatchJobService service,
      BatchJobs jobs,
      Freshness freshness,
      GuidewireConfig config) {
    this.definitions = definitions;
    this.service = service;
    this.jobs = jobs;
    this.freshness = freshness;
    this.config = config;
  }

  List<Attributes> all() {
    return definitions.list(config.namespace(), null, null, MOST_TYPES).stream()
        .map(stored -> stored.definition())
        .filter(BatchProcesses::isType)
        .map(type -> attributes(type, latest(type)))
        .toList();
  }

  Attributes get(String code) {
    Definition type = type(code);
    return attributes(type, latest(type));
  }

  /** With a process id only where this call started it; that is for the coordinator to say. */
  Attributes start(String code, Map<String, Object> arguments, String requestedBy) {
    Definition type = type(code);
    if (!isType(type)) {
      throw Refusal.invalid(
          "batchProcessType", code, "must run one at a time to be started here (runs: one)");
    }
    try {
      Created created = service.create(asked(type, arguments), null, requestedBy);
      if (!created.outcome().applied()) {
        throw new Refusal(
                ProblemCode.LOG_UNAVAILABLE, "it is not known yet whether it starts: ask again")
            .retryAfter(RETRY_AFTER);
      }
      JobHeader header = created.outcome().header();
      StatusJson status =
          StatusJson.of(Phase.WAITING, header, header.createdTime(), config.serverId());
      return new Attributes(
          distributed(type), created.creation().number(), status, shown(type), null, null);
    } catch (Refusal e) {
      if (e.code() == ProblemCode.RUN_IN_PROGRESS) {
        return attributes(type, latest(type));
      }
      throw e;
    }
  }

  Attributes stop(String code, String requestedBy) {
    Definition type = type(code);
    Optional<BatchJobRow> latest = latest(type);
    boolean stopped = latest.isPresent() && stop(latest.get(), requestedBy);
    return attributes(type, latest(type)).stopped(stopped);
  }

  List<BatchJobRow> histories(String code, int most) {
    return executions(type(code), most);
  }

  BatchJobRow history(String code, String id) {
    Definition type = type(code);
    return execution(id)
        .filter(row -> isExecutionOf(type, row.header()))
        .orElseThrow(
            () -> new Refusal(ProblemCode.UNKNOWN_BATCH_JOB, "there is no execution " + id));
  }

  StatusJson status(BatchJobRow row) {
    return StatusJson.of(
        Phase.of(row.header().status()), row.header(), row.eventAt(), config.serverId());
  }

  static String historyId(JobHeader header) {
    return header.number() == null ? header.id().toString() : header.number().toString();
  }

  /** A batch job of an older version has no number, and is called by its id. */
  private Optional<BatchJobRow> execution(String id) {
    try {
      return id.length() < UUID_LENGTH
          ? jobs.findNumber(Long.parseLong(id))
          : jobs.find(JobId.parse(id).value());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isExecutionOf(Definition type, JobHeader header) {
    return header.namespace().equals(type.namespace())
        && header.definition().equals(type.name())
        && EXECUTED.contains(header.status());
  }

  private boolean stop(BatchJobRow latest, String requestedBy) {
    Directive.Options keepingCounts =
        new Directive.Options(null, false, false, null, null, STOPPABLE, null);
    try {
      Outcome outcome =
          service.direct(
              latest.header().id(),
              new DirectiveRequest(null, DirectiveKind.STOP, keepingCounts),
              requestedBy,
              config.stopWait());
      freshness.await(List.of(outcome.token()), config.stopWait());
      return outcome.applied();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Refusal e) {
      if (e.code().status() >= 500) {
        throw e;
      }
      return false;
    }
  }

  private Definition type(String code) {
    return definitions
        .find(new DefinitionKey(config.namespace(), code))
        .map(stored -> stored.definition())
        .orElseThrow(() -> new Refusal(ProblemCode.UNKNOWN_DEFINITION, "there is no type " + code));
  }

  /**
   * One that may run twice at a time can be looked at, its newest execution being its latest, but
   * not started: a second start has to find the first.
   */
  private static boolean isType(Definition definition) {
    return definition.runs() == Definition.Runs.ONE;
  }

  private Optional<BatchJobRow> latest(Definition type) {
    return executions(type, 1).stream().findFirst();
  }

  private List<BatchJobRow> executions(Definition type, int most) {
    BatchJobFilter filter =
        new BatchJobFilter(type.namespace(), EXECUTED, type.name(), null, null, null, null, null);
    return jobs.list(filter, null, most).items();
  }

  private Attributes attributes(Definition type, Optional<BatchJobRow> latest) {
    boolean distributed =
        latest.map(row -> row.header().subJobs() > 1).orElseGet(() -> distributed(type));
    return new Attributes(
        distributed,
        null,
        latest.map(this::status).orElseGet(() -> StatusJson.neverRun(type.name())),
        shown(type),
        null,
        distributed ? workQueue(latest) : null);
  }

  private static WorkQueue workQueue(Optional<BatchJobRow> latest) {
    return latest
        .map(BatchJobRow::header)
        .map(h -> new WorkQueue(h.openGrants(), h.counts().waiting() + h.counts().running()))
        .orElseGet(() -> new WorkQueue(0, 0));
  }

  private boolean distributed(Definition type) {
    return subJobs(type) > 1;
  }

  private int subJobs(Definition type) {
    return config.subJobs().getOrDefault(type.name(), 1);
  }

  private static Type shown(Definition type) {
    return new Type(type.name(), type.description() == null ? type.name() : type.description());
  }

  private NewBatchJob asked(Definition type, Map<String, Object> arguments) {
    return new NewBatchJob(
        new DefinitionKey(type.namespace(), type.name()),
        subJobs(type),
        null,
        null,
        null,
        null,
        arguments,
        Map.of(),
        true,
        OnOverlap.SKIP);
  }
}
