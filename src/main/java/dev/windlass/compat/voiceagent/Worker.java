package dev.windlass.compat.voiceagent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.control.Documents.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who calls the voice agent, and which test cases it is tried with. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Worker(
    String name,
    String description,
    String namespace,
    Integer iterations,
    Integer failuresToIgnore,
    CallDefinition callDefinition,
    List<CaseRef> cases)
    implements Body.Checked {
  static final Kind<Worker> KIND = Kind.inNamespace("voiceagent-worker", Worker.class).asAudited();
  private static final int MOST_CASES = 1000;
  private static final Set<String> UPDATE_METHODS = Set.of("merge", "replace");

  record CaseRef(String caseId) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CallDefinition(
      String tenantId, String to, String from, TenantConfig tenantConfig, List<Object> route) {
    CallDefinition {
      tenantId = tenantId == null ? "dummy" : tenantId;
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TenantConfig(Object config, String updateMethod) {
    TenantConfig {
      updateMethod = updateMethod == null ? "merge" : updateMethod;
    }
  }

  Worker {
    cases = cases == null ? List.of() : cases;
  }

  Worker in(String otherNamespace) {
    return new Worker(
        name, description, otherNamespace, iterations, failuresToIgnore, callDefinition, cases);
  }

  List<String> caseIds() {
    return cases.stream().map(CaseRef::caseId).toList();
  }

  @Override
  public List<String> errors() {
    List<String> errors = new ArrayList<>();
    TestCase.named(errors, name, description, namespace);
    if (iterations == null || iterations < 0) {
      errors.add("iterations must be a whole number of at least 0");
    }
    if (failuresToIgnore != null && failuresToIgnore < 0) {
      errors.add("failuresToIgnore must be a whole number of at least 0");
    }
    if (cases.size() > MOST_CASES) {
      errors.add("cases must be at most " + MOST_CASES);
    }
    if (cases.stream().anyMatch(ref -> ref == null || ref.caseId() == null)) {
      errors.add("cases must have a caseId each");
    }
    call(errors);
    return errors;
  }

  private void call(List<String> errors) {
    if (callDefinition == null) {
      errors.add("callDefinition must not be null");
      return;
    }
    filled(errors, "callDefinition.to", callDefinition.to());
    filled(errors, "callDefinition.from", callDefinition.from());
    TenantConfig tenant = callDefinition.tenantConfig();
    if (tenant != null && !UPDATE_METHODS.contains(tenant.updateMethod())) {
      errors.add("callDefinition.tenantConfig.updateMethod must be one of merge, replace");
    }
  }

  private static void filled(List<String> errors, String name, String value) {
    if (value == null || value.isEmpty()) {
      errors.add(name + " must not be empty");
    }
  }
}
