package dev.windlass.api;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What a client goes on sending after its request was refused. Left alone, the server keeps it in
 * memory until the last byte; closing at once would often cost the client the answer. So it is
 * thrown away as it comes, and who sends too much of it is hung up on.
 */
final class UnreadBody {
  private static final long MOST = 64L << 20;
  private long seen;

  private UnreadBody() {}

  /** Finds the body of every refused request. */
  static final class Filter {
    @ServerResponseFilter
    void refused(ContainerResponseContext response, HttpServerRequest request) {
      if (response.getStatus() >= 400) {
        discard(request);
      }
    }
  }

  private static void discard(HttpServerRequest request) {
    UnreadBody unread = new UnreadBody();
    try {
      if (!request.isEnded()) {
        request.handler(bytes -> unread.seen(request, bytes.length()));
        request.resume();
      }
    } catch (IllegalStateException e) {
      // it ended meanwhile
    }
  }

  private void seen(HttpServerRequest request, int bytes) {
    seen += bytes;
    if (seen > MOST) {
      request.connection().close();
    }
  }
}
