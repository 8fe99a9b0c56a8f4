package dev.windlass.compat.voiceagent;

import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.Documents;
import dev.windlass.control.Documents.Document;
import dev.windlass.control.Refusal;
import dev.windlass.control.StoredDefinition;
import dev.windlass.view.BatchJobRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The workers: those made here, and the definitions that others made. */
@ApplicationScoped
class Workers {
  private final Documents documents;
  private final Definitions definitions;
  private final WorkerDefinitions written;
  private final Runs runs;
  private final WorkerDefinition form;
  private final String othersNamespace;

  Workers(
      Documents documents,
      Definitions definitions,
      WorkerDefinitions written,
      Runs runs,
      VoiceAgentConfig config) {
    this.documents = documents;
    this.definitions = definitions;
    this.written = written;
    this.runs = runs;
    this.form = new WorkerDefinition(config);
    this.othersNamespace = config.namespace();
  }

  String create(Worker asked) {
    Worker worker =
        asked.in(asked.namespace() == null ? TestCase.DEFAULT_NAMESPACE : asked.namespace());
    String id = Ids.fresh();
    check(id, worker);
    documents.insert(Worker.KIND, id, worker.namespace(), worker);
    written.write(id);
    return id;
  }

  void put(String id, Worker asked) {
    if (asked.namespace() != null) {
      throw Answer.invalid("namespace must be null: it can't be changed");
    }
    Optional<Document<Worker>> old = documents.find(Worker.KIND, id);
    if (old.isEmpty()) {
      key(id);
      throw Answer.invalid("Worker: " + id + " was not created here and can't be changed here");
    }
    Worker changed = asked.in(old.get().parent());
    check(id, changed);
    documents.change(Worker.KIND, id, present -> changed).orElseThrow(Answer::notFound);
    written.write(id);
  }

  WorkerJson get(String id) {
    Optional<Document<Worker>> made = documents.find(Worker.KIND, id);
    return made.isPresent()
        ? WorkerJson.of(made.get(), runs.of(WorkerDefinitions.key(made.get())))
        : others(id)
            .map(d -> WorkerJson.of(d.definition(), form, runs.of(othersKey(id))))
            .orElseThrow(Answer::notFound);
  }

  /** With the newest batch jobs of the namespace: one question for all workers of it. */
  List<WorkerJson> list(String namespace) {
    Map<String, List<BatchJobRow>> all =
        runs.ofNamespace(namespace).stream()
            .collect(Collectors.groupingBy(row -> row.header().definition()));
    List<Document<Worker>> made =
        documents.list(Worker.KIND, namespace, null, TestCases.MOST_LISTED);
    List<WorkerJson> listed = new ArrayList<>();
    made.forEach(w -> listed.add(WorkerJson.of(w, all.getOrDefault(w.id(), List.of()))));
    if (namespace.equals(othersNamespace)) {
      Set<String> ids = made.stream().map(Document::id).collect(Collectors.toSet());
      definitions.list(namespace, null, null, TestCases.MOST_LISTED).stream()
          .map(StoredDefinition::definition)
          .filter(d -> !ids.contains(d.name()))
          .forEach(d -> listed.add(WorkerJson.of(d, form, all.getOrDefault(d.name(), List.of()))));
    }
    return listed;
  }

  /**
   * Its jobs first, so that one that was cut off can be asked for again; and what was created or
   * written meanwhile in the end.
   */
  void delete(String id, String requestedBy) {
    DefinitionKey key = key(id);
    runs.deleteAll(key, null, requestedBy);
    written.delete(key);
    documents.delete(Worker.KIND, id);
    written.delete(key);
    runs.deleteAll(key, null, requestedBy);
  }

  /** Those made here: a namespace may hold definitions that have nothing to do with this door. */
  void deleteAll(String namespace, String requestedBy) {
    List<String> left = new ArrayList<>();
    List<Document<Worker>> page =
        documents.list(Worker.KIND, namespace, null, TestCases.MOST_LISTED);
    while (!page.isEmpty()) {
      for (Document<Worker> worker : page) {
        try {
          delete(worker.id(), requestedBy);
        } catch (Refusal e) {
          if (e.code().status() >= 500) {
            throw e;
          }
          left.add("Worker: " + worker.id() + " could not be deleted: " + e.getMessage());
        }
      }
      page = documents.list(Worker.KIND, namespace, page.getLast(), TestCases.MOST_LISTED);
    }
    if (!left.isEmpty()) {
      throw Answer.conflict(left);
    }
  }

  /** Where its batch jobs are. */
  DefinitionKey key(String id) {
    return documents
        .find(Worker.KIND, id)
        .map(WorkerDefinitions::key)
        .or(() -> others(id).map(stored -> othersKey(id)))
        .orElseThrow(Answer::notFound);
  }

  private Optional<StoredDefinition> others(String name) {
    return definitions.find(othersKey(name));
  }

  private DefinitionKey othersKey(String name) {
    return new DefinitionKey(othersNamespace, name);
  }

  private void check(String id, Worker worker) {
    Map<String, Document<TestCase>> there = documents.find(TestCase.KIND, worker.caseIds());
    List<String> missing =
        worker.caseIds().stream()
            .distinct()
            .filter(
                caseId ->
                    !there.containsKey(caseId)
                        || !there.get(caseId).parent().equals(worker.namespace()))
            .map(
                caseId ->
                    "Test case: "
                        + caseId
                        + " does not exist or namespace does not match with worker")
            .toList();
    if (!missing.isEmpty()) {
      throw Answer.invalid(missing);
    }
    written.check(id, worker);
  }
}
