package dev.windlass.compat.voiceagent;

import dev.windlass.compat.voiceagent.JobJson.ExecutedCase;
import dev.windlass.compat.voiceagent.JobJson.Failure;
import dev.windlass.compat.voiceagent.JobJson.Results;
import dev.windlass.compat.voiceagent.WorkerDefinition.Used;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.Documents;
import dev.windlass.control.Documents.Document;
import dev.windlass.job.Begun;
import dev.windlass.job.Definition;
import dev.windlass.job.JobHeader;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobDetail;
import dev.windlass.view.SubJobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Jobs and sub-jobs in full. */
@ApplicationScoped
class Jobs {
  private final SubJobs subJobs;
  private final Definitions definitions;
  private final Documents documents;
  private final WorkerDefinition form;

  Jobs(SubJobs subJobs, Definitions definitions, Documents documents, VoiceAgentConfig config) {
    this.subJobs = subJobs;
    this.definitions = definitions;
    this.documents = documents;
    this.form = new WorkerDefinition(config);
  }

  BatchJobJson batchJob(JobHeader header) {
    return BatchJobJson.of(
        header, status(header), subJobs.first(header, BatchJobJson.MOST_SUB_JOBS));
  }

  /** A job shows the status of its batch job, and the rest of its one sub-job. */
  JobJson job(JobHeader header) {
    return of(header, Ids.text(header.id()), status(header), detail(header, 0));
  }

  JobJson subJob(JobHeader header, int index) {
    SubJobDetail detail = detail(header, index);
    return of(
        header,
        Ids.text(header.id().subJob(index)),
        Status.of(detail.row().status(), status(header)),
        detail);
  }

  private JobJson of(JobHeader header, String id, Status status, SubJobDetail detail) {
    Optional<Definition> definition =
        definitions.find(
            new DefinitionKey(header.namespace(), header.definition()), header.definitionVersion());
    List<Used> used =
        definition.map(d -> d.cases().stream().map(form::used).toList()).orElse(List.of());
    boolean ended = detail.row().status().ended();
    Begun at = ended ? null : begun(detail);
    return new JobJson(
        id,
        status.word(),
        BatchJobJson.millis(header.startTime()),
        status.finished() ? BatchJobJson.millis(header.stopTime()) : null,
        ended ? null : percent(header, at),
        ended ? null : Long.valueOf(at.iteration() + 1),
        ended ? null : Integer.valueOf(at.caseIndex()),
        ended ? null : Integer.valueOf(0),
        executed(used, executedCases(detail, at, used.size())),
        ended || at.caseIndex() >= used.size() ? null : used.get(at.caseIndex()).caseId(),
        definition.map(d -> WorkerJson.used(d, form)).orElse(null),
        results(detail, used));
  }

  /**
   * Which of the cases were executed: those before the one that comes next, or that it ended at.
   */
  private static int executedCases(SubJobDetail detail, Begun at, int cases) {
    if (at != null) {
      return at.iteration() > 0 ? cases : at.caseIndex();
    }
    boolean gaveUp = !detail.lastFailures().isEmpty() && !completed(detail);
    OperationRow last = gaveUp ? detail.lastFailures().getFirst() : null;
    return last == null || last.iteration() > 0 ? cases : Math.min(cases, last.caseIndex() + 1);
  }

  private static boolean completed(SubJobDetail detail) {
    return Status.of(detail.row().status(), Status.RUNNING) == Status.COMPLETED;
  }

  private List<ExecutedCase> executed(List<Used> used, int many) {
    Map<String, Document<TestCase>> present =
        documents.find(TestCase.KIND, used.stream().map(Used::caseId).collect(Collectors.toSet()));
    return used.stream()
        .limit(many)
        .distinct()
        .map(one -> new ExecutedCase(one.caseId(), one.rev(), since(one, present)))
        .toList();
  }

  /** A case that was not made here is whatever its definition says: there is nothing to compare. */
  private static String since(Used used, Map<String, Document<TestCase>> present) {
    Document<TestCase> now = present.get(used.caseId());
    if (used.rev() == null) {
      return "unchanged";
    }
    if (now == null) {
      return "deleted";
    }
    return Integer.toString(now.version()).equals(used.rev()) ? "unchanged" : "modified";
  }

  private static Results results(SubJobDetail detail, List<Used> used) {
    List<Failure> failures =
        detail.lastFailures().stream()
            .map(
                failure -> {
                  Used at =
                      failure.caseIndex() < used.size() ? used.get(failure.caseIndex()) : null;
                  return new Failure(
                      failure.at().toEpochMilli(),
                      failure.error(),
                      at == null ? failure.caseId() : at.caseId(),
                      at == null ? null : at.name(),
                      failure.iteration() + 1);
                })
            .toList();
    return new Results(detail.row().failures(), failures);
  }

  private static Double percent(JobHeader header, Begun at) {
    if (header.work() == null) {
      return 0.0;
    }
    return header.work().infinite() || header.work().operationsPerSubJob() == 0
        ? null
        : Double.valueOf(
            Math.floor(at.done() * 10_000.0 / header.work().operationsPerSubJob()) / 100);
  }

  private static Begun begun(SubJobDetail detail) {
    return detail.row().begun() == null ? Begun.fresh(detail.row().index()) : detail.row().begun();
  }

  private SubJobDetail detail(JobHeader header, int index) {
    return subJobs.find(header, index).orElseThrow(Answer::notFound);
  }

  private static Status status(JobHeader header) {
    return Status.of(header).orElseThrow(Answer::notFound);
  }
}
