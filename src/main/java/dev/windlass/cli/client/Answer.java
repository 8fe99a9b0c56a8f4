package dev.windlass.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;

/**
 * What the server answered.
 *
 * @param retryAfter how long it asks to wait before the same is asked again
 */
public record Answer(int status, String body, Duration retryAfter) {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

  static Answer of(int status, String body, String retryAfter) {
    boolean seconds = retryAfter != null && retryAfter.matches("\\d{1,4}");
    return new Answer(
        status, body, seconds ? Duration.ofSeconds(Long.parseLong(retryAfter)) : USUAL_WAIT);
  }

  /** Made of several answers, such as the pages of a list. */
  public static Answer of(JsonNode json) {
    return new Answer(200, json.toString(), USUAL_WAIT);
  }

  boolean successful() {
    return status / 100 == 2;
  }

  public JsonNode json() {
    try {
      return Documents.JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ClientFailure(
          ExitCode.UNAVAILABLE, "The answer is no JSON; is there a Windlass at this address?", e);
    }
  }

  JsonNode jsonOrMissing() {
    try {
      return Documents.JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
