package dev.windlass.worker.handler;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the sql-export handler may read. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.sql")
public interface SqlConfig {
  /** By the name that definitions use: {@code windlass.sql.sources.warehouse.jdbc-url=...}. */
  Map<String, Source> sources();

  /** A longer file fails its operation. */
  @WithDefault("10G")
  MemorySize maxBytes();

  interface Source {
    /** The program ships PostgreSQL's driver; another one has to be put on its class path. */
    String jdbcUrl();

    /** Somebody who may read what is to be exported, and nothing else. */
    Optional<String> username();

    Optional<String> password();

    /** Rows on their way at a time. */
    @WithDefault("500")
    int fetchRows();

    @WithDefault("PT10S")
    Duration connectWithin();
  }
}
