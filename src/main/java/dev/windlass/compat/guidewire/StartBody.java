package dev.windlass.compat.guidewire;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.StrictJson;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arguments in the body of a start: {@code data.attributes} has one property, named like the
 * type in whatever case. No body is no arguments.
 */
final class StartBody {
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  private StartBody() {}

  static Map<String, Object> arguments(InputStream body, String type, int mostBytes) {
    byte[] bytes = StrictJson.bytes(body, mostBytes);
    if (bytes.length == 0) {
      return Map.of();
    }
    JsonNode tree = StrictJson.tree(bytes);
    String unfit = StrictJson.unfit(tree, "");
    if (unfit != null) {
      throw new Refusal(ProblemCode.MALFORMED_JSON, unfit);
    }
    JsonNode attributes = tree.path("data").path("attributes");
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      if (attribute.getKey().equalsIgnoreCase(type) && attribute.getValue().isObject()) {
        return StrictJson.MAPPER.convertValue(attribute.getValue(), MAP);
      }
    }
    if (!attributes.isMissingNode() && !attributes.isEmpty()) {
      throw Refusal.invalid("data.attributes", null, "must hold an object named '" + type + "'");
    }
    return Map.of();
  }
}
