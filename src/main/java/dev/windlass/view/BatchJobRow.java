package dev.windlass.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.windlass.job.InputRef;
import dev.windlass.job.JobHeader;
import dev.windlass.wire.Json;
import dev.windlass.wire.Token;
import java.time.Instant;
import java.util.Map;

/**
 * A batch job as the view has it, with the place of its newest event in the log.
 *
 * @param recent null where it does not run
 * @param eventAt the time of the newest event
 */
public record BatchJobRow(
    JobHeader header,
    Map<String, Object> arguments,
    Map<String, String> labels,
    InputRef input,
    RecentProgress recent,
    Instant eventAt,
    int eventPartition,
    long eventOffset) {
  private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

  public Token token() {
    return Token.event(eventPartition, eventOffset);
  }

  /** Operations that end per second; null where nothing is known or it does not run. */
  public Double perSecond(Instant asOf) {
    return recent == null ? null : recent.perSecond(header, eventAt, asOf);
  }

  static BatchJobRow of(BatchJobColumns row) {
    try {
      return new BatchJobRow(
          Json.MAPPER.readValue(row.header(), JobHeader.class),
          row.arguments() == null ? Map.of() : Json.MAPPER.readValue(row.arguments(), ARGUMENTS),
          row.labels() == null ? Map.of() : Json.MAPPER.readValue(row.labels(), LABELS),
          row.input() == null ? null : Json.MAPPER.readValue(row.input(), InputRef.class),
          row.recent() == null ? null : Json.MAPPER.readValue(row.recent(), RecentProgress.class),
          row.eventAt(),
          row.eventPartition(),
          row.eventOffset());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the row of batch job " + row.id() + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
