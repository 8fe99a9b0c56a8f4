package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.Refusal.FieldError;
import java.util.List;
import java.util.Map;

/** An error as RFC 9457 has it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "errors"})
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    List<FieldError> errors,
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
