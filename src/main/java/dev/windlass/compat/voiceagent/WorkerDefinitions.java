package dev.windlass.compat.voiceagent;

import dev.windlass.control.DefinitionKey;
import dev.windlass.control.Definitions;
import dev.windlass.control.Documents;
import dev.windlass.control.Documents.Document;
import dev.windlass.control.IfMatch;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.job.Definition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the definition of each worker as the worker and its test cases are. There is no lock over
 * all of them: who has written looks again, and writes again where something has changed meanwhile,
 * so that the last to write has seen all of it.
 */
@ApplicationScoped
class WorkerDefinitions {
  private static final int PAGE = 500;

  private final Documents documents;
  private final Definitions definitions;
  private final WorkerDefinition form;

  WorkerDefinitions(Documents documents, Definitions definitions, VoiceAgentConfig config) {
    this.documents = documents;
    this.definitions = definitions;
    this.form = new WorkerDefinition(config);
  }

  /** What a worker would be; refuses one that can't be run, before anything is kept of it. */
  void check(String id, Worker worker) {
    List<Refusal.FieldError> errors = definitions.rules().check(of(id, worker));
    if (!errors.isEmpty()) {
      throw Refusal.invalid(errors);
    }
  }

  /** Of those workers that use one of the test cases; {@code namespace} null is all. */
  void rewrite(String namespace, Collection<String> testCases) {
    Set<String> changed = new HashSet<>(testCases);
    List<Document<Worker>> page = documents.list(Worker.KIND, namespace, null, PAGE);
    while (!page.isEmpty()) {
      page.stream()
          .filter(worker -> !Collections.disjoint(worker.body().caseIds(), changed))
          .filter(worker -> definitions.find(key(worker)).isPresent())
          .forEach(worker -> write(worker.id()));
      page = documents.list(Worker.KIND, namespace, page.getLast(), PAGE);
    }
  }

  void write(String id) {
    Optional<Definition> written = wanted(id);
    while (written.isPresent()) {
      definitions.put(written.get(), IfMatch.ANY);
      Optional<Definition> now = wanted(id);
      if (now.equals(written)) {
        return;
      }
      if (now.isEmpty()) {
        delete(new DefinitionKey(written.get().namespace(), id));
      }
      written = now;
    }
  }

  void delete(DefinitionKey key) {
    try {
      definitions.delete(key, IfMatch.ANY);
    } catch (Refusal e) {
      if (e.code() != ProblemCode.UNKNOWN_DEFINITION) {
        throw e;
      }
    }
  }

  static DefinitionKey key(Document<Worker> worker) {
    return new DefinitionKey(worker.parent(), worker.id());
  }

  private Optional<Definition> wanted(String id) {
    return documents.find(Worker.KIND, id).map(worker -> of(id, worker.body()));
  }

  private Definition of(String id, Worker worker) {
    return form.of(id, worker, documents.find(TestCase.KIND, Set.copyOf(worker.caseIds())));
  }
}
