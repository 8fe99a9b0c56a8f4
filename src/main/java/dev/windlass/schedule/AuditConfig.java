package dev.windlass.schedule;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the audit is kept. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.audit")
public interface AuditConfig {
  /** How often what is new is appended to the chains. */
  @WithDefault("PT1S")
  Duration poll();

  /**
   * How long entries are kept, at least. Older ones are deleted, and an entry says up to which. For
   * ever is PT0S.
   */
  @WithDefault("P400D")
  Duration retention();
}
