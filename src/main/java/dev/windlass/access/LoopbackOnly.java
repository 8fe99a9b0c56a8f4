package dev.windlass.access;

import dev.windlass.role.NotConfiguredException;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A program that asks nobody who he is does not listen to the neighbours. */
@ApplicationScoped
class LoopbackOnly {
  private static final int FIRST = 1;

  private final Security security;
  private final String host;

  LoopbackOnly(Security security, @ConfigProperty(name = "quarkus.http.host") String host) {
    this.security = security;
    this.host = host;
  }

  void check(@Observes @jakarta.annotation.Priority(FIRST) StartupEvent start) {
    if (security.isOn()) {
      return;
    }
    if (!isLoopback(host)) {
      throw new NotConfiguredException(
          ("quarkus.http.host (WINDLASS_HOST) is %s, and no security is configured: everybody who"
                  + " reaches it could do everything. Configure a key (windlass.security.keys) or an"
                  + " OpenID Connect provider (quarkus.oidc), see docs/security.md, or listen on"
                  + " 127.0.0.1.")
              .formatted(host));
    }
    Log.infof("No security is configured: listening on %s only, where everybody may do all.", host);
  }

  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
