package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.control.StrictJson;
import dev.windlass.control.Times;
import dev.windlass.view.DeadLetterRow;
import dev.windlass.wire.DeadLetter.RecordHeader;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A record that could not be read or applied. */
@Schema(name = "DeadLetter")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterJson(
    @Schema(examples = "dl-0-17") String id,
    @Schema(description = "Where the record stood.", examples = "windlass.directives") String topic,
    int partition,
    @Schema(description = "-1 where it came from no topic.") long offset,
    @Schema(description = "Who could not read or apply it.") String role,
    String reason,
    @Schema(description = "When it was put aside.") String time,
    BytesJson key,
    @Schema(description = "Absent where they were not kept.") List<HeaderJson> headers,
    @Schema(description = "Bytes of its value.") long size,
    @Schema(description = "The first 256 bytes of its value.") BytesJson valuePreview,
    @Schema(description = "Only the beginning of the record was kept.") boolean truncated,
    @Schema(enumeration = {"parked", "redriven"}) String state,
    @Schema(description = "The last time.") RedriveJson redrive) {

  @Schema(name = "RecordHeader")
  record HeaderJson(String name, BytesJson value) {
    static HeaderJson of(RecordHeader header) {
      return new HeaderJson(header.name(), BytesJson.of(header.value()));
    }
  }

  @Schema(name = "Redrive")
  record RedriveJson(
      @Schema(description = "How often it was sent again.") int times,
      String time,
      String by,
      @Schema(description = "Where the record stands since.") int partition,
      long offset) {
    static RedriveJson of(DeadLetterRow.Redrive redrive) {
      return redrive == null
          ? null
          : new RedriveJson(
              redrive.times(),
              Times.text(redrive.at()),
              redrive.by(),
              redrive.partition(),
              redrive.offset());
    }
  }

  /** The value: base64 always, text and JSON where it is that. */
  @Schema(name = "RecordValue")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ValueJson(String base64, String text, JsonNode json) {
    static ValueJson of(byte[] value) {
      return new ValueJson(
          Base64.getEncoder().encodeToString(value), BytesJson.text(value), json(value));
    }

    private static JsonNode json(byte[] value) {
      try {
        JsonNode json =
            StrictJson.MAPPER.readTree(new String(value, java.nio.charset.StandardCharsets.UTF_8));
        return json == null || json.isMissingNode() ? null : json;
      } catch (JsonProcessingException e) {
        return null;
      }
    }
  }

  @Schema(name = "DeadLetterInFull")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Full(
      @JsonUnwrapped DeadLetterJson letter,
      @Schema(description = "All of it that was kept; absent where the record has none.")
          ValueJson value,
      @Schema(description = "Why it can't be sent again; absent where it can.")
          String notRedrivable,
      @Schema(description = "The dead letter that the record became when it was sent again.")
          String parkedAgainAs) {}

  static DeadLetterJson of(DeadLetterRow row) {
    return new DeadLetterJson(
        row.id(),
        row.topic(),
        row.partition(),
        row.offset(),
        row.role(),
        row.reason(),
        Times.text(row.parkedAt()),
        BytesJson.of(row.key()),
        row.headers() == null ? null : row.headers().stream().map(HeaderJson::of).toList(),
        row.valueBytes(),
        BytesJson.first(row.preview(), DeadLetterRow.PREVIEW),
        row.truncated(),
        row.redrive() == null ? "parked" : "redriven",
        RedriveJson.of(row.redrive()));
  }
}
