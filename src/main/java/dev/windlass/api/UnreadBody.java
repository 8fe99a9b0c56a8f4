package dev.windlass.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What a client goes on sending after its request was refused. Left alone, the server keeps it in
 * memory until the last byte; closing at once would often cost the client the answer. So it is
 * thrown away as it comes, and who sends too much of it, or takes too long, is hung up on.
 */
final class UnreadBody {
  private static final long MOST = 64L << 20;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private long seen;

  private UnreadBody() {}

  /** Finds the body of every refused request. */
  static final class Filter {
    private final Vertx vertx;

    Filter(Vertx vertx) {
      this.vertx = vertx;
    }

    @ServerResponseFilter
    void refused(ContainerResponseContext response, HttpServerRequest request) {
      if (response.getStatus() >= 400) {
        discard(request, vertx);
      }
    }
  }

  private static void discard(HttpServerRequest request, Vertx vertx) {
    UnreadBody unread = new UnreadBody();
    try {
      if (!request.isEnded()) {
        request.handler(bytes -> unread.seen(request, bytes.length()));
        request.resume();
        vertx.setTimer(LONGEST.toMillis(), timer -> hangUp(request));
      }
    } catch (IllegalStateException e) {
      // it ended meanwhile
    }
  }

  private static void hangUp(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.connection().close();
    }
  }

  private void seen(HttpServerRequest request, int bytes) {
    seen += bytes;
    if (seen > MOST) {
      request.connection().close();
    }
  }
}
