package dev.windlass.compat.web3;

import dev.windlass.control.Failures;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** A failure as the client takes it: {@code Code} is one of a closed list. */
final class FailureAnswer {
  private FailureAnswer() {}

  static Response of(Throwable failure, UriInfo uri, HttpHeaders headers) {
    Refusal refusal = gone(Failures.refusal(failure, uri.getPath()));
    List<MediaType> accepted = headers.getAcceptableMediaTypes();
    Format format =
        Format.find(uri.getQueryParameters().getFirst(JobsResource.FORMAT), accepted)
            .or(() -> Format.find(null, accepted))
            .orElse(Format.XML);
    return Response.status(refusal.code().status())
        .type(format.mediaType(accepted))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds())
        .header("X-Content-Type-Options", "nosniff")
        .entity(body(format, refusal.code().word(), refusal.getMessage()))
        .build();
  }

  private static byte[] body(Format format, String code, String message) {
    return switch (format) {
      case XML -> JobStatusXml.error(code, message);
      case JSON -> JobStatusJson.error(code, message);
      case HTML -> JobStatusHtml.error(code, message);
    };
  }

  /** The product has no answer of its own for what was there once. */
  private static Refusal gone(Refusal refusal) {
    return refusal.code() == ProblemCode.GONE
        ? new Refusal(ProblemCode.UNKNOWN_BATCH_JOB, refusal.getMessage(), refusal)
        : refusal;
  }
}
