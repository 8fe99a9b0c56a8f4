package dev.windlass.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.windlass.job.InputRef;
import dev.windlass.job.JobHeader;
import dev.windlass.wire.Json;
import dev.windlass.wire.Token;
import java.util.Map;

/** A batch job as the view has it, with the place of its newest event in the log. */
public record BatchJobRow(
    JobHeader header,
    Map<String, Object> arguments,
    Map<String, String> labels,
    InputRef input,
    int eventPartition,
    long eventOffset) {
  private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

  public Token token() {
    return Token.event(eventPartition, eventOffset);
  }

  static BatchJobRow of(BatchJobColumns row) {
    try {
      return new BatchJobRow(
          Json.MAPPER.readValue(row.header(), JobHeader.class),
          row.arguments() == null ? Map.of() : Json.MAPPER.readValue(row.arguments(), ARGUMENTS),
          row.labels() == null ? Map.of() : Json.MAPPER.readValue(row.labels(), LABELS),
          row.input() == null ? null : Json.MAPPER.readValue(row.input(), InputRef.class),
          row.eventPartition(),
          row.eventOffset());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the row of batch job " + row.id() + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
