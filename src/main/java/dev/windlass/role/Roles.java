package dev.windlass.role;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/**
 * Which roles this process plays: {@code WINDLASS_ROLES=api,worker}; all of them when nothing is
 * said.
 */
@StaticInitSafe
@ConfigMapping(prefix = "windlass")
public interface Roles {
  @WithDefault("api,coordinator,worker,projection,scheduler")
  Set<Role> roles();

  default boolean plays(Role role) {
    return roles().contains(role);
  }

  default boolean needDatabase() {
    return roles().stream().anyMatch(Role::needsDatabase);
  }
}
