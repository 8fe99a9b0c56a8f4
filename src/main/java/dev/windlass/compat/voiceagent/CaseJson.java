package dev.windlass.compat.voiceagent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.Documents.Document;
import java.util.List;

/** A test case as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseJson(
    String id,
    String rev,
    String name,
    String description,
    String namespace,
    List<TestCase.Turn> turns) {
  static CaseJson of(Document<TestCase> kept) {
    TestCase testCase = kept.body();
    return new CaseJson(
        kept.id(),
        Integer.toString(kept.version()),
        testCase.name(),
        testCase.description(),
        testCase.namespace(),
        testCase.turns());
  }
}
