package dev.windlass.role;

import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * What has to be known before Quarkus starts, read from where Quarkus will read it: system
 * properties, environment, {@code .env}, {@code config/application.properties} and what ships with
 * the program.
 */
record StartSettings(Config config) {
  private static final String KAFKA = "kafka.bootstrap.servers";
  private static final String DATABASE = "quarkus.datasource.jdbc.url";
  private static final Path FILE = Path.of("config", "application.properties");

  /** Above the shipped file (250), below .env and the environment (295, 300): as Quarkus has it. */
  private static final int FILE_ORDINAL = 260;

  private static final Set<String> ROLES_WITH_DATABASE = Set.of("api", "projection", "scheduler");

  static StartSettings read() {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDefaultSources()
            .withProfile("prod")
            .withSources(new DotEnvConfigSourceProvider());
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
    return text(KAFKA).isPresent();
  }

  boolean hasDatabase() {
    return text(DATABASE).isPresent();
  }

  /** Workers and coordinators have nothing to store in a database. */
  boolean needsDatabase() {
    return config
        .getOptionalValues("windlass.roles", String.class)
        .map(roles -> roles.stream().map(String::strip).anyMatch(ROLES_WITH_DATABASE::contains))
        .orElse(true);
  }

  Path data() {
    return Path.of(text("windlass.data").orElse(".windlass"));
  }

  int port(String name) {
    return config.getOptionalValue(name, Integer.class).orElse(0);
  }

  private Optional<String> text(String name) {
    return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
  }
}
