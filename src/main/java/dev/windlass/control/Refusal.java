package dev.windlass.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that is not done, and why. Nothing has changed when it is thrown. */
public final class Refusal extends RuntimeException {
  private final ProblemCode code;
  private final List<FieldError> errors;
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private Duration retryAfter;

  /** One field that breaks a rule: which, what was found in it, and what it must be. */
  public record FieldError(String field, Object value, String rule) {
    @Override
    public String toString() {
      return value == null
          ? "'" + field + "' " + rule
          : "'" + field + "' " + rule + ", found " + shown(value);
    }

    private static String shown(Object value) {
      String text = String.valueOf(value);
      String cut = text.length() > 100 ? text.substring(0, 100) + "..." : text;
      return value instanceof String ? "'" + cut + "'" : cut;
    }
  }

  public Refusal(ProblemCode code, String detail) {
    this(code, detail, List.of(), null);
  }

  public Refusal(ProblemCode code, String detail, Throwable cause) {
    this(code, detail, List.of(), cause);
  }

  private Refusal(ProblemCode code, String detail, List<FieldError> errors, Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.errors = List.copyOf(errors);
  }

  public static Refusal invalid(List<FieldError> errors) {
    List<String> sentences = errors.stream().limit(10).map(FieldError::toString).toList();
    String more = errors.size() > 10 ? "; and " + (errors.size() - 10) + " more" : "";
    return new Refusal(
        ProblemCode.INVALID_REQUEST, String.join("; ", sentences) + more, errors, null);
  }

  public static Refusal invalid(String field, Object value, String rule) {
    return invalid(List.of(new FieldError(field, value, rule)));
  }

  /** A fact for programs, besides the detail for people. */
  public Refusal with(String name, Object value) {
    facts.put(name, value);
    return this;
  }

  public Refusal retryAfter(Duration after) {
    retryAfter = after;
    return this;
  }

  public ProblemCode code() {
    return code;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public Map<String, Object> facts() {
    return facts;
  }

  /** The value of Retry-After, in whole seconds; null where asking again will not help. */
  public Long retryAfterSeconds() {
    return retryAfter == null ? null : Long.valueOf(Math.max(1, retryAfter.toSeconds()));
  }

  /** When asking again may help; null where it will not. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
