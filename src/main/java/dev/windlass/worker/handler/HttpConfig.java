package dev.windlass.worker.handler;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the http handler may go. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.http")
public interface HttpConfig {
  /**
   * Hosts: {@code geo.internal}, {@code geo.internal:8081}, {@code *.example.com}, or {@code *} for
   * every host. When nothing is said, only this machine.
   */
  Optional<List<String>> allow();

  /**
   * Networks whose addresses the allowed hosts may have besides public ones, each such as {@code
   * 10.0.0.0/8} or {@code fd00::/8}. An address that {@link #allow} names needs none, nor does
   * {@code localhost}.
   */
  Optional<List<String>> allowedNetworks();

  @WithDefault("PT10S")
  Duration connectTimeout();
}
