package dev.windlass.compat.voiceagent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.windlass.control.StrictJson;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a client sends. Members that are not known are ignored, as the product ignores them: what a
 * GET gave can be sent back.
 */
final class Body {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Body() {}

  /** Something that says itself what is wrong with it. */
  interface Checked {
    List<String> errors();
  }

  static <T extends Checked> T read(InputStream body, Class<T> type, int mostBytes) {
    byte[] bytes = StrictJson.bytes(body, mostBytes);
    JsonNode tree = bytes.length == 0 ? null : StrictJson.tree(bytes);
    if (tree == null || tree.isNull() || tree.isMissingNode()) {
      throw Answer.invalid("Body is required. Must not be null.");
    }
    String unfit = StrictJson.unfit(tree, "");
    if (unfit != null) {
      throw Answer.invalid(unfit);
    }
    T read = read(tree, type);
    List<String> errors = read.errors();
    if (!errors.isEmpty()) {
      throw Answer.invalid(errors);
    }
    return read;
  }

  /** Adds that a text is not as long as it may be; null is long enough where it is not required. */
  static void text(List<String> errors, String name, String value, boolean required, int most) {
    if (value == null ? required : value.isEmpty() || value.length() > most) {
      errors.add(name + " must be 1 to " + most + " characters");
    }
  }

  private static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      String path =
          e.getPath().stream()
              .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
              .collect(Collectors.joining("."))
              .replace(".[", "[");
      throw Answer.invalid((path.isEmpty() ? "the body" : path) + ": " + StrictJson.what(e));
    } catch (JsonProcessingException e) {
      throw Answer.invalid(StrictJson.what(e));
    }
  }
}
