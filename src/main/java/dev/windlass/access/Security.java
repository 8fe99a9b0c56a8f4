package dev.windlass.access;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Is anybody asked who he is? */
@ApplicationScoped
public class Security {
  private final boolean keys;
  private final boolean oidc;

  Security(
      SecurityConfig config,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean oidc) {
    this.keys = !config.keys().isEmpty();
    this.oidc = oidc;
  }

  public boolean isOn() {
    return keys || oidc;
  }

  /** Can people log in with a provider? */
  public boolean hasProvider() {
    return oidc;
  }
}
