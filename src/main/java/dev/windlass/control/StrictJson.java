package dev.windlass.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * JSON from outside, as a tree: nothing after its end, no name twice in an object, and no deeper
 * than what the log's own reader takes when it stands inside a directive.
 */
public final class StrictJson {
  public static final int MAX_DEPTH = 64;
  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .maxNameLength(1000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /** All of a request's body; refused where there is more than may be. */
  public static byte[] bytes(InputStream body, int most) {
    try {
      return new LimitedInput(body, most).readAllBytes();
    } catch (IOException e) {
      throw new Refusal(ProblemCode.MALFORMED_JSON, "the body ended before its time", e);
    }
  }

  /** A request's body; the refusal says where it is no JSON. */
  public static JsonNode tree(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place =
          at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      throw new Refusal(ProblemCode.MALFORMED_JSON, place + what(e), e);
    } catch (IOException e) {
      throw new Refusal(ProblemCode.MALFORMED_JSON, e.getMessage(), e);
    }
  }

  /** What stands in the way, without the parser's own talk of sources. */
  public static String what(JsonProcessingException e) {
    String text = e.getOriginalMessage();
    int talk = text.indexOf("\n");
    return talk < 0 ? text : text.substring(0, talk);
  }

  /**
   * Where the tree holds what cannot be kept: text with the character 0 or half a surrogate pair
   * (Postgres and UTF-8 have no place for them), a number that no double holds. Null where all is
   * well.
   */
  public static String unfit(JsonNode node, String path) {
    if (node.isContainerNode()) {
      return unfitWithin(node, path);
    }
    if (node.isTextual() && !fits(node.textValue())) {
      return "'" + path + "' holds the character 0 or half a surrogate pair";
    }
    return node.isNumber() && !Double.isFinite(node.doubleValue())
        ? "'" + path + "' is a number beyond 1.8e308"
        : null;
  }

  private static String unfitWithin(JsonNode node, String path) {
    int at = 0;
    for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
      String reason = unfit(element, path + "[" + at++ + "]");
      if (reason != null) {
        return reason;
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      String reason =
          fits(field.getKey())
              ? unfit(field.getValue(), name)
              : "a name within '" + path + "' holds the character 0 or half a surrogate pair";
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  static boolean fits(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF);
  }

  public static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> node.isEmpty() ? "an empty object" : "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case MISSING -> "nothing";
      case BINARY, POJO -> "something else";
    };
  }
}
