package dev.windlass.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.control.LimitedInput;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
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
    return Fields.read(object(bytes(body)), reader);
  }

  /** {@code otherwise} where there is no body. */
  <T> T readOr(InputStream body, Function<Fields, T> reader, T otherwise) {
    byte[] bytes = bytes(body);
    return bytes.length == 0 ? otherwise : Fields.read(object(bytes), reader);
  }

  private byte[] bytes(InputStream body) {
    try {
      return new LimitedInput(body, maxBytes).readAllBytes();
    } catch (IOException e) {
      throw new Refusal(ProblemCode.MALFORMED_JSON, "the body ended before its time", e);
    }
  }

  static ObjectNode object(byte[] bytes) {
    JsonNode node = tree(bytes);
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

  private static JsonNode tree(byte[] bytes) {
    try {
      return StrictJson.MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place =
          at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      throw new Refusal(ProblemCode.MALFORMED_JSON, place + StrictJson.what(e), e);
    } catch (IOException e) {
      throw new Refusal(ProblemCode.MALFORMED_JSON, e.getMessage(), e);
    }
  }
}
