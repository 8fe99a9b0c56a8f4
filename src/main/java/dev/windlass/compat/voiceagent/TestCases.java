package dev.windlass.compat.voiceagent;

import dev.windlass.control.Definitions;
import dev.windlass.control.Documents;
import dev.windlass.control.Documents.Document;
import dev.windlass.control.Refusal;
import dev.windlass.control.Refusal.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The test cases. What changes or goes is told to the workers that use it. */
@ApplicationScoped
class TestCases {
  static final int MOST_LISTED = 1000;

  private final Documents documents;
  private final Definitions definitions;
  private final WorkerDefinitions workers;
  private final WorkerDefinition form;

  TestCases(
      Documents documents,
      Definitions definitions,
      WorkerDefinitions workers,
      VoiceAgentConfig config) {
    this.documents = documents;
    this.definitions = definitions;
    this.workers = workers;
    this.form = new WorkerDefinition(config);
  }

  String create(TestCase asked) {
    TestCase testCase =
        asked.in(asked.namespace() == null ? TestCase.DEFAULT_NAMESPACE : asked.namespace());
    check(testCase);
    String id = Ids.fresh();
    documents.insert(TestCase.KIND, id, testCase.namespace(), testCase);
    return id;
  }

  List<Document<TestCase>> list(String namespace) {
    return documents.list(TestCase.KIND, namespace, null, MOST_LISTED);
  }

  Document<TestCase> get(String id) {
    return documents.find(TestCase.KIND, id).orElseThrow(Answer::notFound);
  }

  void put(String id, TestCase asked) {
    TestCase changed = asked.in(get(id).parent());
    check(changed);
    Optional<Document<TestCase>> kept = documents.change(TestCase.KIND, id, old -> changed);
    workers.rewrite(changed.namespace(), List.of(id));
    kept.orElseThrow(Answer::notFound);
  }

  /** Also one that is gone, so that a repeat ends what was cut off. */
  void delete(String id) {
    boolean there = documents.delete(TestCase.KIND, id);
    workers.rewrite(null, List.of(id));
    if (!there) {
      throw Answer.notFound();
    }
  }

  void deleteAll(String namespace) {
    for (Collection<Document<TestCase>> all = list(namespace);
        !all.isEmpty();
        all = list(namespace)) {
      List<String> ids = all.stream().map(Document::id).toList();
      ids.forEach(id -> documents.delete(TestCase.KIND, id));
      workers.rewrite(namespace, ids);
    }
  }

  private void check(TestCase testCase) {
    List<FieldError> errors = definitions.rules().check(form.alone(testCase));
    if (!errors.isEmpty()) {
      throw Refusal.invalid(errors);
    }
  }
}
