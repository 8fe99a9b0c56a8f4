package dev.windlass.compat.voiceagent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.compat.voiceagent.Worker.CallDefinition;
import dev.windlass.compat.voiceagent.Worker.CaseRef;
import dev.windlass.control.Documents.Document;
import dev.windlass.job.Definition;
import dev.windlass.view.BatchJobRow;
import java.util.List;

/** A worker with the ids of its jobs, newest first. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkerJson(
    String id,
    String rev,
    String name,
    String description,
    String namespace,
    Long iterations,
    Integer failuresToIgnore,
    CallDefinition callDefinition,
    List<CaseRef> cases,
    List<JobRef> jobs,
    List<JobRef> batchJobs) {
  record JobRef(String jobID) {}

  static WorkerJson of(Document<Worker> made, List<BatchJobRow> runs) {
    Worker worker = made.body();
    return new WorkerJson(
        made.id(),
        Integer.toString(made.version()),
        worker.name(),
        worker.description(),
        worker.namespace(),
        worker.iterations().longValue(),
        worker.failuresToIgnore(),
        worker.callDefinition(),
        worker.cases(),
        refs(runs, JobKind.JOB),
        refs(runs, JobKind.BATCH_JOB));
  }

  /** A definition that was not made here. */
  static WorkerJson of(Definition definition, WorkerDefinition form, List<BatchJobRow> runs) {
    return of(definition, form, refs(runs, JobKind.JOB), refs(runs, JobKind.BATCH_JOB));
  }

  /** What a job ran: the definition as it was then. */
  static WorkerJson used(Definition definition, WorkerDefinition form) {
    return of(definition, form, null, null);
  }

  private static WorkerJson of(
      Definition definition, WorkerDefinition form, List<JobRef> jobs, List<JobRef> batchJobs) {
    return new WorkerJson(
        definition.name(),
        Integer.toString(definition.version()),
        definition.description() == null ? definition.name() : definition.description(),
        null,
        definition.namespace(),
        definition.iterations(),
        definition.failuresToIgnore(),
        null,
        definition.cases().stream().map(one -> new CaseRef(form.used(one).caseId())).toList(),
        jobs,
        batchJobs);
  }

  private static List<JobRef> refs(List<BatchJobRow> runs, JobKind kind) {
    return runs.stream()
        .filter(row -> JobKind.of(row.labels()) == kind)
        .map(row -> new JobRef(Ids.text(row.header().id())))
        .toList();
  }
}
