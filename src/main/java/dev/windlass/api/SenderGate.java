package dev.windlass.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.access.Senders;
import dev.windlass.control.ProblemCode;
import dev.windlass.control.Refusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What pages of other sites have a browser ask is refused at all doors, and before anything else
 * looks at it.
 */
@Singleton
class SenderGate {
  /** Before all that the framework has. */
  private static final int FIRST = 10_000;

  private final Senders senders;
  private final ObjectMapper json;

  SenderGate(Senders senders, ObjectMapper json) {
    this.senders = senders;
    this.json = json;
  }

  void open(@Observes Filters filters) {
    filters.register(this::look, FIRST);
  }

  private void look(RoutingContext context) {
    senders
        .refused(context.request())
        .ifPresentOrElse(why -> refuse(context.request(), why), context::next);
  }

  /** Nobody waits for the rest of what it sends. */
  private void refuse(HttpServerRequest request, String why) {
    request
        .response()
        .setStatusCode(ProblemCode.FORBIDDEN.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(body(Problem.of(new Refusal(ProblemCode.FORBIDDEN, why), request.path())))
        .onComplete(sent -> request.connection().close());
  }

  private Buffer body(Problem problem) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(problem));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and a number can be written", e);
    }
  }
}
