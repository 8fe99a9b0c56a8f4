package dev.windlass.result;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.testkit.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks S3. */
class S3ResultStoreIT extends ResultStoreContract {
  @TempDir static Path directory;
  private static S3Server server;
  private S3ResultStore store;

  @BeforeAll
  static void serve() throws Exception {
    server = new S3Server(directory.resolve("s3"));
  }

  @AfterAll
  static void end() throws Exception {
    server.close();
  }

  @BeforeEach
  void open() {
    store = S3ResultStore.of(config(Map.of()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  ResultStore store() {
    return store;
  }

  @Test
  void aWrongKeyIsAnErrorThatSaysSo() {
    ResultName name = new ResultName("job", "x.csv");
    try (S3ResultStore stranger = S3ResultStore.of(config(Map.of("secret-key", "wrong")))) {
      assertThatThrownBy(() -> stranger.create(name).commit())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the result store could not take windlass/job/x.csv")
          .hasMessageContaining("403");
      assertThatThrownBy(() -> stranger.find(name)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void halfAConfigurationIsRefusedInWords() {
    assertThatThrownBy(() -> S3ResultStore.of(config(Map.of("secret-key", ""))))
        .hasMessageContaining("windlass.results.s3.secret-key must be, too");
    assertThatThrownBy(() -> S3ResultStore.of(config(Map.of("bucket", ""))))
        .hasMessageContaining("windlass.results.s3.bucket must name a bucket");
  }

  private static ResultConfig.S3 config(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bucket", S3Server.BUCKET);
    settings.put("endpoint", server.endpoint().toString());
    settings.put("path-style", "true");
    settings.put("access-key", S3Server.ACCESS_KEY);
    settings.put("secret-key", S3Server.SECRET_KEY);
    settings.put("part-size", "5M");
    settings.putAll(changes);
    Map<String, String> named = new HashMap<>();
    settings.forEach((name, value) -> named.put("windlass.results.s3." + name, value));
    return Settings.of(ResultConfig.class, named).s3();
  }
}
