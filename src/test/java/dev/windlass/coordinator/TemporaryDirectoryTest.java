package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
  @TempDir private Path home;

  @Test
  void eachIsOfOneProcessAndGoesWithIt() throws Exception {
    TemporaryDirectory mine = TemporaryDirectory.create(home);
    Files.writeString(mine.path().resolve("state"), "x");
    TemporaryDirectory other = TemporaryDirectory.create(home);
    assertThat(other.path()).isNotEqualTo(mine.path());
    assertThat(mine.path().resolve("state")).as("held, so left alone").exists();
    mine.close();
    assertThat(mine.path()).doesNotExist();
    assertThat(other.path()).exists();
    other.close();
  }

  @Test
  void whatAKilledProcessLeftIsTakenAwayByTheNext() throws Exception {
    Path left = Files.createDirectories(home.resolve("state-of-a-killed-one"));
    Files.createDirectories(left.resolve("windlass-coordinator").resolve("0_1"));
    Files.writeString(left.resolve("held"), "");
    try (TemporaryDirectory next = TemporaryDirectory.create(home)) {
      assertThat(left).doesNotExist();
      assertThat(next.path()).exists();
    }
  }
}
