package dev.windlass.api;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * HTTP/2 is for TLS. Java's own client offers an upgrade from HTTP/1.1 with its first request.
 * Where that request streamed a large upload, the upload was stored and the client saw no answer;
 * without the upgrade it does. Which side is at fault was not looked into.
 */
@ApplicationScoped
class NoCleartextUpgrade implements HttpServerOptionsCustomizer {
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(false);
  }
}
