package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does what the documents say has what values-small.yaml wants. */
class ReadmeTest {
  private static final Pattern SECRETS =
      Pattern.compile("(?s)<!-- secrets:begin -->\\s*```sh\n(.*?)```\\s*<!-- secrets:end -->");
  private static final Pattern CREATED = Pattern.compile("create secret generic (\\S+)(.*)");
  private static final Pattern FILE = Pattern.compile("--from-file=(?:\\w+=)?(\\S+)");

  @Test
  void theSecretsOfTheReadmeAreThoseOfTheSmallestInstallation(@TempDir Path directory)
      throws Exception {
    Files.writeString(directory.resolve("database-password"), "sesame");
    Set<String> made = new TreeSet<>();
    for (String line : run(commands(), directory)) {
      Matcher created = CREATED.matcher(line);
      if (created.find()) {
        made.add(created.group(1));
        Matcher file = FILE.matcher(created.group(2));
        while (file.find()) {
          assertThat(directory.resolve(file.group(1))).isNotEmptyFile();
        }
      }
    }
    assertThat(made).isEqualTo(wanted());
    for (String role : List.of("administrator", "worker", "metrics")) {
      byte[] key = Files.readAllBytes(directory.resolve(role + "-key"));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
      assertThat(keys(directory))
          .containsEntry(
              "windlass.security.keys." + role + ".sha256", HexFormat.of().formatHex(hash))
          .containsEntry("windlass.security.keys." + role + ".role", role)
          .containsEntry("windlass.security.keys." + role + ".namespaces", "*");
    }
  }

  @Test
  void theProjectsReadmeSaysTheSame() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(commands().lines().filter(line -> !line.startsWith("#")))
        .allSatisfy(line -> assertThat(readme).contains(line));
  }

  private static String commands() throws Exception {
    Matcher block = SECRETS.matcher(Files.readString(Release.CHART.resolve("README.md")));
    assertThat(block.find()).isTrue();
    return block.group(1).stripIndent();
  }

  /** With a kubectl that only says what it was asked for. */
  private static List<String> run(String commands, Path directory) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-euc", "kubectl() { printf '%s\\n' \"$*\"; }\n" + commands)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    List<String> lines = shell.inputReader().lines().toList();
    assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(lines.toString()).isZero();
    return lines;
  }

  private static Set<String> wanted() throws Exception {
    JsonNode small = Release.YAML.readTree(Release.CHART.resolve("values-small.yaml").toFile());
    return new TreeSet<>(small.findValuesAsText("existingSecret"));
  }

  private static Properties keys(Path directory) throws Exception {
    Properties keys = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.resolve("keys.properties"))) {
      keys.load(reader);
    }
    return keys;
  }
}
