package dev.windlass.worker;

import dev.windlass.job.Definition;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.worker.handler.Parameters;
import dev.windlass.worker.handler.Substitution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of each case: those of the definition, over them the batch job's arguments, over
 * them the case's own. What nothing is put into is made once.
 */
final class CaseParameters {
  private final Map<String, Object> common;
  private final List<Template> cases = new ArrayList<>();

  private record Template(Map<String, Object> values, Parameters constant) {}

  CaseParameters(DefinitionRecord definition) {
    common = new LinkedHashMap<>(definition.definition().parameters());
    common.putAll(definition.arguments());
    for (Definition.Case one : definition.definition().cases()) {
      Map<String, Object> values = new LinkedHashMap<>(common);
      values.putAll(one.parameters());
      cases.add(
          new Template(values, Substitution.isNeededFor(values) ? null : new Parameters(values)));
    }
  }

  Parameters of(int caseIndex, Map<String, ?> row, long iteration, int index) {
    Template template = cases.get(caseIndex);
    return template.constant != null
        ? template.constant
        : new Parameters(new Substitution(row, common, iteration, index).into(template.values));
  }
}
