package dev.windlass.compat.voiceagent;

import dev.windlass.compat.voiceagent.JobJson.ExecutedCase;
import dev.windlass.compat.voiceagent.WorkerDefinition.Used;
import dev.windlass.control.Documents.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job ran.
 *
 * @param worker the worker as it was then; null where nothing was started yet
 * @param present those of its test cases that there are now
 */
record Ran(WorkerJson worker, List<Used> used, Map<String, Document<TestCase>> present) {
  Optional<Used> at(int caseIndex) {
    return caseIndex < used.size() ? Optional.of(used.get(caseIndex)) : Optional.empty();
  }

  List<ExecutedCase> first(int cases) {
    return used.stream()
        .limit(cases)
        .distinct()
        .map(one -> new ExecutedCase(one.caseId(), one.rev(), since(one)))
        .toList();
  }

  /** A case that was not made here is whatever its definition says: there is nothing to compare. */
  private String since(Used one) {
    if (one.rev() == null) {
      return "unchanged";
    }
    Document<TestCase> now = present.get(one.caseId());
    if (now == null) {
      return "deleted";
    }
    return Integer.toString(now.version()).equals(one.rev()) ? "unchanged" : "modified";
  }
}
