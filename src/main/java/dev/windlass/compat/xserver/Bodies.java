package dev.windlass.compat.xserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.StrictJson;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;

/** What stands in a request. A name that nobody asks for is passed over. */
final class Bodies {
  /** Parameters of every request of the product, which mean nothing here. */
  static final Set<String> IGNORED = Set.of("$type", "requestProfile", "storedProfile", "userLogs");

  private static final int SHORTEST = 250;
  private static final int LONGEST = 50_000;
  private static final int PERIOD = 1000;

  private Bodies() {}

  /** The product's WatchRequest, with its defaults, and nothing out of range. */
  record WatchRequest(String id, Duration progressUpdatePeriod, Duration maximumPollingPeriod) {
    static WatchRequest of(JsonNode body) {
      String id = jobId(body);
      int period = millis(body, "progressUpdatePeriod", PERIOD, SHORTEST);
      int longest = millis(body, "maximumPollingPeriod", LONGEST, period);
      return new WatchRequest(id, Duration.ofMillis(period), Duration.ofMillis(longest));
    }
  }

  static ObjectNode read(InputStream body, long mostBytes) {
    byte[] bytes = StrictJson.bytes(body, Math.toIntExact(mostBytes));
    if (bytes.length == 0) {
      return StrictJson.MAPPER.createObjectNode();
    }
    JsonNode tree = StrictJson.tree(bytes);
    String unfit = StrictJson.unfit(tree, "");
    if (unfit != null) {
      throw new Refusal(ProblemCode.MALFORMED_JSON, unfit);
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new Refusal(
        ProblemCode.MALFORMED_JSON, "the body must be an object, found " + StrictJson.kind(tree));
  }

  /** The product's JobRequest. */
  static String jobId(JsonNode body) {
    JsonNode id = required(body, "id");
    if (!id.isTextual()) {
      throw Fault.invalid("id", id, "must be a text");
    }
    return id.textValue();
  }

  static JsonNode required(JsonNode body, String name) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) {
      throw Fault.missing(name);
    }
    return value;
  }

  private static int millis(JsonNode body, String name, int otherwise, int least) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber()) {
      throw Fault.invalid(name, value, "must be a whole number of milliseconds");
    }
    return (int) Math.clamp(value.doubleValue(), least, LONGEST);
  }
}
