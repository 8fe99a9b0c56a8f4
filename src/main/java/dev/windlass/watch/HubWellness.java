package dev.windlass.watch;

import dev.windlass.role.Role;
import dev.windlass.role.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Without the hub no request would learn what became of its directive. */
@ApplicationScoped
class HubWellness implements Wellness {
  private final EventHub hub;

  HubWellness(EventHub hub) {
    this.hub = hub;
  }

  @Override
  public Role role() {
    return Role.API;
  }

  @Override
  public Optional<String> unwell() {
    return Optional.ofNullable(hub.trouble());
  }
}
