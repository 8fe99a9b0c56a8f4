package dev.windlass.api;

import dev.windlass.control.Failures;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where a failure becomes an answer. */
final class ProblemMapper {
  @ServerExceptionMapper
  Response refusal(Refusal refusal, UriInfo uri) {
    return Response.status(refusal.code().status())
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds())
        .entity(Problem.of(refusal, uri.getRequestUri().getRawPath()))
        .build();
  }

  /** The framework has mappers of its own for these three. */
  @ServerExceptionMapper({
    UnauthorizedException.class,
    ForbiddenException.class,
    AuthenticationFailedException.class
  })
  Response stranger(SecurityException refused, UriInfo uri) {
    return refusal(Failures.refusal(refused, uri.getPath()), uri);
  }

  /** What the framework refuses by itself, and what the watching resources say. */
  @ServerExceptionMapper
  Response framework(
      WebApplicationException failure,
      UriInfo uri,
      HttpHeaders headers,
      jakarta.ws.rs.core.Request request) {
    int status = failure.getResponse().getStatus();
    if (status < 400) {
      return failure.getResponse();
    }
    return status >= 500 ? unexpected(failure, uri) : refusal(said(failure, request, headers), uri);
  }

  @ServerExceptionMapper
  Response unexpected(Throwable failure, UriInfo uri) {
    return refusal(Failures.refusal(failure, uri.getPath()), uri);
  }

  private static Refusal said(
      WebApplicationException failure, jakarta.ws.rs.core.Request request, HttpHeaders headers) {
    MediaType sent = headers.getMediaType();
    return switch (failure.getResponse().getStatus()) {
      case 404 -> new Refusal(ProblemCode.NO_SUCH_ROUTE, own(failure, "there is no such address"));
      case 405 ->
          new Refusal(
              ProblemCode.METHOD_NOT_ALLOWED, request.getMethod() + " is not a method here");
      case 406 ->
          new Refusal(
              ProblemCode.NOT_ACCEPTABLE,
              "'" + headers.getHeaderString(HttpHeaders.ACCEPT) + "' cannot be had here");
      case 413 -> new Refusal(ProblemCode.BODY_TOO_LARGE, own(failure, "the body is too large"));
      case 415 ->
          new Refusal(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE,
              (sent == null ? "a body without Content-Type" : "'" + sent + "'")
                  + " is not read here");
      default ->
          new Refusal(ProblemCode.INVALID_REQUEST, own(failure, "the request cannot be read"));
    };
  }

  /** The framework's own messages start with its status line. */
  private static String own(WebApplicationException failure, String otherwise) {
    String message = failure.getMessage();
    return message == null || message.startsWith("HTTP ") ? otherwise : message;
  }
}
