package dev.windlass.compat.voiceagent;

import dev.windlass.compat.voiceagent.WorkerDefinition.Used;
import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.Documents;
import dev.windlass.control.StoredDefinition;
import dev.windlass.job.Definition;
import dev.windlass.job.JobHeader;
import dev.windlass.view.SubJobDetail;
import dev.windlass.view.SubJobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Batch jobs, jobs and sub-jobs as they are shown. */
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
    return JobJson.of(
        header, Ids.text(header.id()), status(header), detail(header, 0), ran(header));
  }

  JobJson subJob(JobHeader header, int index) {
    SubJobDetail detail = detail(header, index);
    Status status = Status.of(detail.row().status(), status(header));
    return JobJson.of(header, Ids.text(header.id().subJob(index)), status, detail, ran(header));
  }

  private Ran ran(JobHeader header) {
    DefinitionKey key = new DefinitionKey(header.namespace(), header.definition());
    Optional<Definition> definition =
        definitions.find(key, header.definitionVersion()).map(StoredDefinition::definition);
    if (definition.isEmpty()) {
      return new Ran(null, List.of(), Map.of());
    }
    List<Used> used = definition.get().cases().stream().map(form::used).toList();
    return new Ran(
        WorkerJson.used(definition.get(), form),
        used,
        documents.find(TestCase.KIND, used.stream().map(Used::caseId).collect(Collectors.toSet())));
  }

  private SubJobDetail detail(JobHeader header, int index) {
    return subJobs.find(header, index).orElseThrow(Answer::notFound);
  }

  private static Status status(JobHeader header) {
    return Status.of(header).orElseThrow(Answer::notFound);
  }
}
