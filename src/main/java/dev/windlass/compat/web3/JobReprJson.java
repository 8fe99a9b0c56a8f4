package dev.windlass.compat.web3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.StrictJson;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** A JobRepr in JSON: {@code JobType}, {@code Status} and {@code Parameters}. */
final class JobReprJson {
  private JobReprJson() {}

  static JobRepr read(byte[] body) {
    JsonNode tree = StrictJson.tree(body);
    String unfit = tree.isObject() ? StrictJson.unfit(tree, "") : "a job is an object";
    if (unfit != null) {
      throw new Refusal(ProblemCode.MALFORMED_JSON, unfit);
    }
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      known(member.getKey());
    }
    return new JobRepr(
        number(tree, "JobType", "0 to 4", JobType::ofNumber),
        number(tree, "Status", "0 (Created) or 1 (Queued)", JobState::ofNumber),
        parameters(tree.path("Parameters")));
  }

  private static void known(String name) {
    boolean known =
        name.equals("JobType")
            || name.equals("Status")
            || name.equals("Parameters")
            || JobRepr.NOT_LOOKED_AT.contains(name);
    if (!known) {
      throw Refusal.invalid(name, null, "is no member of a job");
    }
  }

  private static <T> T number(
      JsonNode tree, String name, String allowed, IntFunction<Optional<T>> of) {
    JsonNode value = tree.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    Optional<T> found =
        value.isIntegralNumber() && value.canConvertToInt()
            ? of.apply(value.intValue())
            : Optional.empty();
    return found.orElseThrow(
        () -> Refusal.invalid(name, value.toString(), "must be a number, " + allowed));
  }

  private static Map<String, Object> parameters(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw Refusal.invalid(
          "Parameters", StrictJson.kind(value), "must be a text such as \"a=b;c=d\"");
    }
    return Parameters.parse(value.textValue());
  }
}
