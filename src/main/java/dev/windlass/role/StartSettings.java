package dev.windlass.role;

import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What has to be known before Quarkus starts, read from where Quarkus will read it: system
 * properties, environment, {@code .env}, {@code config/application.properties}, the files that
 * {@code quarkus.config.locations} names, and what ships with the program.
 */
record StartSettings(SmallRyeConfig config) {
  private static final String KAFKA = "kafka.bootstrap.servers";
  private static final String DATABASE = "quarkus.datasource.jdbc.url";
  private static final Path FILE = Path.of("config", "application.properties");

  /** Above the shipped file (250), below .env and the environment (295, 300): as Quarkus has it. */
  private static final int FILE_ORDINAL = 260;

  static StartSettings read(Class<?>... mappings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDefaultSources()
            .addDiscoveredConverters()
            .withProfile("prod")
            .withSources(new DotEnvConfigSourceProvider())
            .withSources(new PropertiesLocationConfigSourceFactory())
            .withDefaultValue("smallrye.config.locations", "${quarkus.config.locations:}")
            .withMapping(EmbeddedConfig.class)
            .withMapping(Roles.class)
            // What belongs to other mappings is Quarkus' to check.
            .withValidateUnknown(false);
    Arrays.stream(mappings).forEach(builder::withMapping);
    try {
      if (Files.isRegularFile(FILE)) {
        builder.withSources(new PropertiesConfigSource(FILE.toUri().toURL(), FILE_ORDINAL));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " can't be read", e);
    }
    return new StartSettings(builder.build());
  }

  boolean hasKafka() {
    return has(KAFKA);
  }

  boolean hasDatabase() {
    return has(DATABASE);
  }

  boolean needsDatabase() {
    return config.getConfigMapping(Roles.class).needDatabase();
  }

  EmbeddedConfig embedded() {
    return config.getConfigMapping(EmbeddedConfig.class);
  }

  boolean has(String name) {
    return config.getOptionalValue(name, String.class).filter(text -> !text.isBlank()).isPresent();
  }
}
