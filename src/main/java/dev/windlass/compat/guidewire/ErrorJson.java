package dev.windlass.compat.guidewire;

import dev.windlass.control.Refusal;
import java.util.List;
import java.util.Map;

/** An error as the Cloud API writes it. */
record ErrorJson(
    int status, String errorCode, String userMessage, List<Map<String, String>> details) {
  private static final String PACKAGE = "gw.api.rest.exceptions.";

  static ErrorJson of(Refusal refusal, String path) {
    int status = refusal.code().status();
    String message = status == 404 ? "No resource was found at path " + path : refusal.getMessage();
    return new ErrorJson(
        status,
        PACKAGE + name(status),
        message,
        refusal.errors().stream().map(error -> Map.of("message", error.toString())).toList());
  }

  static ErrorJson of(int status, String message) {
    return new ErrorJson(status, PACKAGE + name(status), message, List.of());
  }

  private static String name(int status) {
    return switch (status) {
      case 404 -> "NotFoundException";
      case 409 -> "ConflictException";
      case 429 -> "TooManyRequestsException";
      default -> status >= 500 ? "ServiceUnavailableException" : "BadInputException";
    };
  }
}
