package dev.windlass.compat.openspecimen;

import dev.windlass.control.Refusal;
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

  /** What a client has done wrong is 400 in this product, also where something is not found. */
  static int status(Refusal refusal) {
    int status = refusal.code().status();
    return status == 413 || status == 429 || status >= 500 ? status : 400;
  }

  static String codeOf(int status) {
    return switch (status) {
      case 429 -> "TOO_MANY_REQUESTS";
      case 503 -> "SERVICE_UNAVAILABLE";
      default -> status >= 500 ? "SERVER_ERROR" : INVALID_REQUEST;
    };
  }
}
