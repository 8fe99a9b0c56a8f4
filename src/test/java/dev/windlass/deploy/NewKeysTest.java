package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewKeysTest {
  @TempDir private Path directory;

  @Test
  void makesEverySecretThatComposeMounts() throws Exception {
    Path secrets = made("secrets");
    Set<String> mounted = new TreeSet<>();
    Compose.read().file().get("secrets").fieldNames().forEachRemaining(mounted::add);
    assertThat(names(secrets)).containsAll(mounted);
    for (String file : mounted) {
      assertThat(mode(secrets.resolve(file))).as(file).isEqualTo("rw-r--r--");
    }
    assertThat(mode(secrets)).isEqualTo("rwx------");
    assertThat(mode(secrets.resolve("administrator-key"))).isEqualTo("rw-------");
  }

  @Test
  void tellsTheProgramTheHashesAlone() throws Exception {
    Path secrets = made("secrets");
    Properties keys = properties(secrets.resolve("keys.properties"));
    for (String role : Set.of("administrator", "worker", "metrics")) {
      String key = Files.readString(secrets.resolve(role + "-key"));
      assertThat(key).hasSize(43);
      String name = "windlass.security.keys." + role;
      assertThat(keys.getProperty(name + ".sha256")).isEqualTo(sha256(key));
      assertThat(keys.getProperty(name + ".role")).isEqualTo(role);
      assertThat(keys.getProperty(name + ".namespaces")).isEqualTo("*");
      assertThat(keys.values()).noneMatch(value -> value.toString().contains(key));
    }
    assertThat(
            properties(secrets.resolve("database.properties"))
                .getProperty("quarkus.datasource.password"))
        .isEqualTo(Files.readString(secrets.resolve("database-password")));
  }

  @Test
  void makesOthersEachTimeAndReplacesNone() throws Exception {
    Path first = made("first");
    String key = Files.readString(first.resolve("administrator-key"));
    assertThat(Files.readString(made("second").resolve("administrator-key"))).isNotEqualTo(key);
    assertThat(run(first)).isEqualTo(1);
    assertThat(Files.readString(first.resolve("administrator-key"))).isEqualTo(key);
  }

  private Path made(String name) throws Exception {
    Path secrets = directory.resolve(name);
    assertThat(run(secrets)).isZero();
    return secrets;
  }

  private static int run(Path secrets) throws Exception {
    return new ProcessBuilder("deploy/new-keys.sh", secrets.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static Set<String> names(Path in) throws Exception {
    try (Stream<Path> files = Files.list(in)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static Properties properties(Path file) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static String sha256(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }
}
