package dev.windlass.testkit;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** A configuration mapping outside of Quarkus: its defaults, and what is said over them. */
public final class Settings {
  private Settings() {}

  public static <T> T of(Class<T> mapping, Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(mapping)
        .withMappingIgnore("windlass.**")
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(mapping);
  }
}
