package dev.windlass.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.function.Function;

/** Reads a request's JSON: its size first, then its form, then its fields. */
@ApplicationScoped
class JsonBody {
  private final int maxBytes;

  JsonBody(ApiConfig config) {
    this.maxBytes = Math.toIntExact(config.maxJsonBytes().asLongValue());
  }

  <T> T read(InputStream body, Function<Fields, T> reader) {
    return Fields.read(object(StrictJson.bytes(body, maxBytes)), reader);
  }

  /** {@code otherwise} where there is no body. */
  <T> T readOr(InputStream body, Function<Fields, T> reader, T otherwise) {
    byte[] bytes = StrictJson.bytes(body, maxBytes);
    return bytes.length == 0 ? otherwise : Fields.read(object(bytes), reader);
  }

  static ObjectNode object(byte[] bytes) {
    JsonNode node = StrictJson.tree(bytes);
    if (!(node instanceof ObjectNode object)) {
      throw new Refusal(
          ProblemCode.MALFORMED_JSON, "expected a JSON object, found " + StrictJson.kind(node));
    }
    String unfit = StrictJson.unfit(object, "");
    if (unfit != null) {
      throw new Refusal(ProblemCode.MALFORMED_JSON, unfit);
    }
    return object;
  }
}
