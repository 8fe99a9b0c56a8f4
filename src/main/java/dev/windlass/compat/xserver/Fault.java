package dev.windlass.compat.xserver;

import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import dev.windlass.control.Refusal.FieldError;
import java.util.LinkedHashMap;
import java.util.Map;

/** An exception of the product: a message, and what kind of fault it is. */
final class Fault extends RuntimeException {
  private final Kind kind;
  private final int status;
  private final Long retryAfterSeconds;
  private final Map<String, Object> facts = new LinkedHashMap<>();

  /** Those of the product's faults that can happen here, with the status of each. */
  enum Kind {
    MISSING_PARAMETER("MissingParameterFault", 400, "Name the parameter in the body."),
    INVALID_VALUE("InvalidValueFault", 400, "Give a value of the documented type and range."),
    INVALID_FETCH_TYPE(
        "InvalidFetchTypeFault", 400, "Use the fetch operation that belongs to the job's start."),
    INVALID_REQUEST("InvalidRequestFault", 400, "Change the request."),
    NOT_FINISHED("InvalidRequestFault", 409, "Use watchJob until the job is finished."),
    NOT_CONFIGURED(
        "ServiceNotConfiguredFault", 404, "See windlass.xserver.operations for what there is."),
    QUEUE_OVERFLOW("QueueOverflowFault", 429, "Send it again later."),
    UNAVAILABLE("RejectedRequestFault", 503, "Send it again later."),
    PROCESSING("ProcessingFault", 500, "The calculation failed; the message says why."),
    INTERNAL("InternalErrorFault", 500, "The server's log has it.");

    private final String type;
    private final int status;
    private final String hint;

    Kind(String type, int status, String hint) {
      this.type = type;
      this.status = status;
      this.hint = hint;
    }

    String type() {
      return type;
    }

    int status() {
      return status;
    }

    String hint() {
      return hint;
    }
  }

  Fault(Kind kind, String message) {
    this(kind, kind.status(), message, null);
  }

  private Fault(Kind kind, int status, String message, Long retryAfterSeconds) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static Fault missing(String parameter) {
    return new Fault(Kind.MISSING_PARAMETER, "the parameter '" + parameter + "' is missing")
        .with("parameter", parameter);
  }

  static Fault invalid(String parameter, Object value, String rule) {
    return new Fault(Kind.INVALID_VALUE, new FieldError(parameter, value, rule).toString())
        .with("parameter", parameter)
        .with("value", String.valueOf(value));
  }

  static Fault unknownId(String id) {
    return new Fault(Kind.INVALID_VALUE, "unknown id").with("parameter", "id").with("value", id);
  }

  static Fault of(Refusal refusal) {
    if (refusal.code() == ProblemCode.INVALID_REQUEST && refusal.errors().size() == 1) {
      FieldError error = refusal.errors().getFirst();
      return invalid(error.field(), error.value(), error.rule());
    }
    Kind kind = kind(refusal.code());
    boolean own = kind == Kind.INVALID_REQUEST || kind == Kind.UNAVAILABLE;
    int status = own ? refusal.code().status() : kind.status();
    return new Fault(kind, status, refusal.getMessage(), refusal.retryAfterSeconds());
  }

  private static Kind kind(ProblemCode code) {
    return switch (code) {
      case UNKNOWN_DEFINITION -> Kind.NOT_CONFIGURED;
      case TOO_MANY_REQUESTS, RUN_IN_PROGRESS -> Kind.QUEUE_OVERFLOW;
      default -> {
        if (code.status() < 500) {
          yield Kind.INVALID_REQUEST;
        }
        yield code == ProblemCode.INTERNAL ? Kind.INTERNAL : Kind.UNAVAILABLE;
      }
    };
  }

  Fault with(String name, Object value) {
    facts.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  Long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  FaultJson json() {
    return FaultJson.of(kind, getMessage(), facts);
  }
}
