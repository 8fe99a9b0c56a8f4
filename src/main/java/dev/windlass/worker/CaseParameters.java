package dev.windlass.worker;

import dev.windlass.job.Definition;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.worker.handler.Parameters;
import dev.windlass.worker.handler.Secrets;
import dev.windlass.worker.handler.Substitution;
import dev.windlass.worker.handler.UnusableParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of each case: those of the definition, over them the batch job's arguments, over
 * them the case's own. What nothing is put into is made once. Those that the handler takes verbatim
 * come from definition and case alone, and an argument for one that is fixed is refused.
 */
final class CaseParameters {
  private final Map<String, Object> common;
  private final Secrets secrets;
  private final boolean secretsByArgument;
  private final List<Template> cases = new ArrayList<>();

  /**
   * {@code refused} is an argument that the definition does not leave to who starts it, or null.
   */
  private record Template(
      Map<String, Object> values,
      Map<String, Object> verbatim,
      Parameters constant,
      String refused) {
    static Template of(Map<String, Object> values, Map<String, Object> verbatim, String refused) {
      Map<String, Object> all = new LinkedHashMap<>(values);
      all.putAll(verbatim);
      boolean constant = !Substitution.isNeededFor(values);
      return new Template(values, verbatim, constant ? new Parameters(all) : null, refused);
    }
  }

  CaseParameters(
      DefinitionRecord definition, Set<String> verbatim, Set<String> fixed, Secrets secrets) {
    this.secrets = secrets;
    this.secretsByArgument = Substitution.namesSecret(definition.arguments());
    common = new LinkedHashMap<>(definition.definition().parameters());
    common.putAll(definition.arguments());
    for (Definition.Case one : definition.definition().cases()) {
      Map<String, Object> values = new LinkedHashMap<>(common);
      values.putAll(one.parameters());
      values.keySet().removeAll(verbatim);
      Map<String, Object> own = own(definition.definition(), one, verbatim);
      cases.add(Template.of(values, own, refused(definition.arguments(), one, fixed)));
    }
  }

  /** Does anything in it stand for a secret? */
  static boolean namesSecret(Definition definition) {
    return Substitution.namesSecret(definition.parameters())
        || definition.cases().stream().anyMatch(one -> Substitution.namesSecret(one.parameters()));
  }

  Parameters of(int caseIndex, Map<String, ?> row, long iteration, int index) {
    if (secretsByArgument) {
      throw new UnusableParameters("the arguments name a secret: only a definition may");
    }
    Template template = cases.get(caseIndex);
    if (template.refused != null) {
      throw new UnusableParameters(
          ("the argument '%1$s' may not take the place of the definition's '%1$s', which says where"
                  + " secrets go or what is run: only what stands there as {parameters.<name>} is for"
                  + " arguments")
              .formatted(template.refused));
    }
    if (template.constant != null) {
      return template.constant;
    }
    Map<String, Object> all =
        new Substitution(row, common, secrets, iteration, index).into(template.values);
    all.putAll(template.verbatim);
    return new Parameters(all);
  }

  /** What a case says itself no argument replaces, so none is refused there. */
  private static String refused(
      Map<String, Object> arguments, Definition.Case one, Set<String> fixed) {
    return fixed.stream()
        .filter(name -> arguments.containsKey(name) && !one.parameters().containsKey(name))
        .sorted()
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> own(
      Definition definition, Definition.Case one, Set<String> verbatim) {
    Map<String, Object> own = new LinkedHashMap<>(definition.parameters());
    own.putAll(one.parameters());
    own.keySet().retainAll(verbatim);
    return own;
  }
}
