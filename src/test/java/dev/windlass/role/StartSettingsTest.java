package dev.windlass.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartSettingsTest {
  private static final String LOCATIONS = "quarkus.config.locations";
  private static final String PASSWORD = "quarkus.datasource.password";

  @TempDir private Path directory;

  @AfterEach
  void forget() {
    System.clearProperty(LOCATIONS);
  }

  @Test
  void readsSecretsFromTheFilesThatAreNamed() throws Exception {
    Path keys = Files.writeString(directory.resolve("keys.properties"), "windlass.lease=PT7S\n");
    Path database =
        Files.writeString(directory.resolve("database.properties"), PASSWORD + "=of the file\n");
    System.setProperty(LOCATIONS, keys + "," + database);
    StartSettings settings = StartSettings.read();
    assertThat(settings.config().getValue(PASSWORD, String.class)).isEqualTo("of the file");
    assertThat(settings.config().getValue("windlass.lease", String.class)).isEqualTo("PT7S");
  }

  @Test
  void needsNoSuchFile() {
    assertThat(StartSettings.read().has(PASSWORD)).isFalse();
  }
}
