package dev.windlass.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.windlass.cli.client.Documents;

/** Arguments on the command line. */
public final class Values {
  private static final ObjectReader WHOLE =
      Documents.JSON.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Values() {}

  /** 5, true and {"a": 1} are what they look like; everything else is a text. */
  public static JsonNode json(String value) {
    try {
      JsonNode json = WHOLE.readTree(value);
      return json.isMissingNode() ? TextNode.valueOf(value) : json;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(value);
    }
  }
}
