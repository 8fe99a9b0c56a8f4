package dev.windlass.compat.voiceagent;

import dev.windlass.control.Documents.Document;
import dev.windlass.job.Definition;
import dev.windlass.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A worker as a definition, and a definition's cases as test cases. A test case that was deleted
 * leaves a case that stands on a value that nothing has: whoever comes to it, by whatever handler,
 * is invalid.
 */
final class WorkerDefinition {
  private static final String SIMULATE = "simulate";

  /** Of a test case that was gone when the definition was written. */
  private static final String NO_REV = "0";

  private final VoiceAgentConfig config;

  WorkerDefinition(VoiceAgentConfig config) {
    this.config = config;
  }

  /** What a definition knows of a test case; {@code rev} is null of one that was not made here. */
  record Used(String caseId, String rev, String name) {}

  Definition of(String id, Worker worker, Map<String, ? extends Document<TestCase>> testCases) {
    List<Definition.Case> cases = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String caseId : worker.caseIds()) {
      String name = caseId;
      for (int use = 2; !taken.add(name); use++) {
        name = caseId + "." + use;
      }
      cases.add(new Definition.Case(name, parameters(caseId, testCases.get(caseId), worker)));
    }
    return definition(id, worker, cases);
  }

  Used used(Definition.Case one) {
    Map<?, ?> kept =
        one.parameters().get(config.caseParameter()) instanceof Map<?, ?> map ? map : Map.of();
    String caseId = text(kept.get("caseId"));
    return new Used(
        caseId == null ? one.id() : caseId, text(kept.get("rev")), text(kept.get("name")));
  }

  /** As if a worker had nothing but this, to see whether it can be run. */
  Definition alone(TestCase testCase) {
    Worker worker =
        new Worker(testCase.name(), null, testCase.namespace(), 1, null, null, List.of());
    Map<String, Object> parameters = parameters(new Used("case", "1", testCase.name()));
    add(parameters, testCase, worker);
    return definition("case", worker, List.of(new Definition.Case("case", parameters)));
  }

  private Map<String, Object> parameters(
      String caseId, Document<TestCase> testCase, Worker worker) {
    if (testCase == null) {
      Map<String, Object> parameters = parameters(new Used(caseId, NO_REV, null));
      parameters.put("deleted", "{row.test case " + caseId + " was deleted}");
      return parameters;
    }
    String rev = Integer.toString(testCase.version());
    Map<String, Object> parameters = parameters(new Used(caseId, rev, testCase.body().name()));
    add(parameters, testCase.body(), worker);
    return parameters;
  }

  private Map<String, Object> parameters(Used used) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(config.caseParameter(), plain(used));
    return parameters;
  }

  @SuppressWarnings("unchecked")
  private void add(Map<String, Object> parameters, TestCase testCase, Worker worker) {
    if (config.handler().isEmpty()) {
      Duration all = config.turnDuration().multipliedBy(testCase.turns().size());
      parameters.put("duration", all.toString());
      return;
    }
    Map<String, Object> told = (Map<String, Object>) parameters.get(config.caseParameter());
    told.put("turns", plain(testCase.turns()));
    if (worker.callDefinition() != null) {
      told.put("callDefinition", plain(worker.callDefinition()));
    }
  }

  private Definition definition(String id, Worker worker, List<Definition.Case> cases) {
    return new Definition(
        worker.namespace(),
        id,
        0,
        worker.name(),
        config.handler().orElse(SIMULATE),
        new LinkedHashMap<>(config.parameters()),
        cases,
        worker.iterations(),
        worker.failuresToIgnore(),
        null,
        null,
        config.caseTimeout(),
        null,
        null,
        null,
        null,
        null);
  }

  /** As it is after it was kept, so that an unchanged one is seen to be unchanged. */
  private static Object plain(Object value) {
    return Json.MAPPER.convertValue(value, Object.class);
  }

  private static String text(Object value) {
    return value == null ? null : String.valueOf(value);
  }
}
