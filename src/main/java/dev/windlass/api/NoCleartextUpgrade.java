package dev.windlass.api;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * HTTP/2 is for TLS. Java's own client offers an upgrade from HTTP/1.1 with its first request, and
 * where that one streams a large body the server switches protocols under it: the upload is stored
 * and its answer is lost.
 */
@ApplicationScoped
class NoCleartextUpgrade implements HttpServerOptionsCustomizer {
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(false);
  }
}
