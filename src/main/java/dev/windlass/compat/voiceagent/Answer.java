package dev.windlass.compat.voiceagent;

import dev.windlass.control.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;

/** What the product answers instead of what was asked for: a status and a text, or no text. */
final class Answer extends RuntimeException {
  private final int status;

  private Answer(int status, String text) {
    super(text);
    this.status = status;
  }

  /** Nothing is said of what is not there. */
  static Answer notFound() {
    return new Answer(404, null);
  }

  static Answer invalid(String text) {
    return new Answer(400, text);
  }

  /** One message a line. */
  static Answer invalid(List<String> messages) {
    return new Answer(400, String.join("\n", messages));
  }

  static Answer notAcceptable(String text) {
    return new Answer(406, text);
  }

  static Answer methodNotAllowed() {
    return new Answer(405, null);
  }

  static Answer conflict(List<String> messages) {
    return new Answer(409, String.join("\n", messages));
  }

  Response response() {
    return response(status, getMessage()).build();
  }

  /** What control refuses, in the product's form. */
  static Response of(Refusal refusal) {
    int status = refusal.code().status();
    return switch (status) {
      case 404, 410 -> response(404, null).build();
      case 400 ->
          response(
                  400,
                  refusal.errors().isEmpty()
                      ? refusal.getMessage()
                      : refusal.errors().stream()
                          .map(Refusal.FieldError::toString)
                          .collect(Collectors.joining("\n")))
              .build();
      default ->
          response(status, refusal.getMessage())
              .header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds())
              .build();
    };
  }

  private static Response.ResponseBuilder response(int status, String text) {
    Response.ResponseBuilder response = Response.status(status);
    return text == null ? response : response.entity(text).type(MediaType.TEXT_PLAIN_TYPE);
  }
}
