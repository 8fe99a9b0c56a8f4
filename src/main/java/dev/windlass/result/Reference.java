package dev.windlass.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * What an operation returns in place of an output that it has streamed into the store. Anything
 * else may look the same: it is taken for a reference only to a file of the same batch job.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Reference(String file, Long rows, Long bytes) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  public String json() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reference can be written", e);
    }
  }

  /** The file that an output of this batch job names; empty where it is an output of its own. */
  public static Optional<ResultName> in(String output, String owner) {
    if (output == null || !output.startsWith("{\"file\":")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ResultName(owner, MAPPER.readValue(output, Reference.class).file()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
