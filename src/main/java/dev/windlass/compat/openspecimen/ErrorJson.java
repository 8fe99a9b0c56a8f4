package dev.windlass.compat.openspecimen;

import dev.windlass.control.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** One of the errors of an answer, which are always an array. */
record ErrorJson(String code, String message) {
  static final String INVALID_REQUEST = "INVALID_REQUEST";

  static ErrorJson of(ErrorCode code, String message) {
    return new ErrorJson(code.code(), message);
  }

  static ErrorJson invalid(String message) {
    return new ErrorJson(INVALID_REQUEST, message);
  }

  static List<ErrorJson> of(Refusal refusal) {
    return List.of(new ErrorJson(codeOf(status(refusal)), refusal.getMessage()));
  }

  static Response answer(Refusal refusal) {
    return Response.status(status(refusal))
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds())
        .entity(of(refusal))
        .build();
  }

  /** What a client has done wrong is 400 in this product, also where something is not found. */
  static int status(Refusal refusal) {
    int status = refusal.code().status();
    return switch (status) {
      case 401, 403, 413, 429 -> status;
      default -> status >= 500 ? status : 400;
    };
  }

  static String codeOf(int status) {
    return switch (status) {
      case 401 -> "UNAUTHORIZED";
      case 403 -> "ACCESS_DENIED";
      case 429 -> "TOO_MANY_REQUESTS";
      case 503 -> "SERVICE_UNAVAILABLE";
      default -> status >= 500 ? "SERVER_ERROR" : INVALID_REQUEST;
    };
  }
}
