package dev.windlass.access;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whose pages a browser may ask this server for. */
@ApplicationScoped
public class Senders {
  private final Security security;

  Senders(Security security) {
    this.security = security;
  }

  /** Why the request is not answered, as a sentence; empty where it is. */
  public Optional<String> refused(HttpServerRequest request) {
    return Sender.of(request).refused(security.isOn());
  }
}
