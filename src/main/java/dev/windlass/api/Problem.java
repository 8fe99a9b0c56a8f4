package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.Refusal.FieldError;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An error as RFC 9457 has it. */
@Schema(description = "RFC 9457 problem; `code` is from a closed list.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "errors"})
record Problem(
    @Schema(examples = "urn:windlass:problem:invalid-request") String type,
    @Schema(examples = "The request breaks a rule") String title,
    @Schema(examples = "400") int status,
    @Schema(examples = "'iterations' must be a whole number from 0 to 2147483647, found 'many'")
        String detail,
    @Schema(examples = "/v1/definitions") String instance,
    @Schema(examples = "invalid-request") String code,
    @Schema(description = "Every field that breaks a rule.") List<FieldError> errors,
    @JsonAnyGetter Map<String, Object> facts) {
  static final String MEDIA_TYPE = "application/problem+json";
  static final String TYPE_PREFIX = "urn:windlass:problem:";

  static Problem of(Refusal refusal, String instance) {
    ProblemCode code = refusal.code();
    return new Problem(
        TYPE_PREFIX + code.word(),
        code.title(),
        code.status(),
        refusal.getMessage(),
        instance,
        code.word(),
        refusal.errors(),
        refusal.facts());
  }
}
