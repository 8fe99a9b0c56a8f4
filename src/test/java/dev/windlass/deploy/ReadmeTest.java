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

/** Whoever does what the documents say has what the values want that they say it for. */
class ReadmeTest {
  private static final String BLOCK =
      "(?s)<!-- %1$s:begin -->\\s*```sh\n(.*?)```\\s*<!-- %1$s:end -->";
  private static final String PRETENDED =
      "kubectl() { printf '%s\\n' \"$*\" >&2; }\njq() { cat > /dev/null; }\n";
  private static final Pattern CREATED =
      Pattern.compile("(?:create secret (?:generic|tls)|-n kafka get secret) (\\S+)(.*)");
  private static final Pattern FILE = Pattern.compile("--from-file=(?:\\w+=)?(\\S+)");
  private static final Pattern CLASS = Pattern.compile("create priorityclass (\\S+)");
  private static final Pattern SETTING = Pattern.compile("`([A-Z]+(?:_[A-Z0-9]+)+)`");

  @Test
  void theSecretsOfTheReadmeAreThoseOfTheSmallestInstallation(@TempDir Path directory)
      throws Exception {
    Files.writeString(directory.resolve("database-password"), "sesame\n");
    assertThat(made(run(commands("secrets"), directory), directory)).isEqualTo(wanted("small"));
    assertThat(directory.resolve("password")).content().isEqualTo("sesame");
    keysAreMade(directory, List.of("administrator", "worker", "metrics"));
  }

  @Test
  void whatProductionWantsBeforehandIsMadeOrCopied(@TempDir Path directory) throws Exception {
    for (String file : List.of("client-secret", "accessKey", "secretKey", "tls.crt", "tls.key")) {
      Files.writeString(directory.resolve(file), "given");
    }
    Path program = Files.writeString(directory.resolve("windlass"), "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    List<String> lines = run(commands("production"), directory);
    Set<String> made = made(lines, directory);
    // These are made where the pods are, by the operator of the database.
    made.addAll(List.of("windlass-db-app", "windlass-db-ca"));
    assertThat(made).isEqualTo(wanted("production"));
    assertThat(lines.stream().map(CLASS::matcher).filter(Matcher::find).map(m -> m.group(1)))
        .containsExactlyElementsOf(values("production").findValuesAsText("priorityClassName"));
    keysAreMade(directory, List.of("administrator", "worker", "metrics", "viewer"));
  }

  private static Set<String> made(List<String> lines, Path directory) {
    Set<String> made = new TreeSet<>();
    for (String line : lines) {
      Matcher created = CREATED.matcher(line);
      if (created.find()) {
        made.add(created.group(1));
        Matcher file = FILE.matcher(created.group(2));
        while (file.find()) {
          assertThat(directory.resolve(file.group(1))).isNotEmptyFile();
        }
      }
    }
    return made;
  }

  private static void keysAreMade(Path directory, List<String> roles) throws Exception {
    for (String role : roles) {
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
    assertThat(commands("secrets").lines().filter(line -> !line.startsWith("#")))
        .allSatisfy(line -> assertThat(readme).contains(line));
  }

  @Test
  void everySettingStandsInTheProjectsReadmeOnce() throws Exception {
    List<String> named =
        Files.readString(Path.of("README.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|")[1])
            .flatMap(cell -> SETTING.matcher(cell).results().map(found -> found.group(1)))
            .toList();
    assertThat(named).hasSizeGreaterThan(15).doesNotHaveDuplicates();
  }

  private static String commands(String name) throws Exception {
    Pattern pattern = Pattern.compile(BLOCK.formatted(name));
    Matcher block = pattern.matcher(Files.readString(Release.CHART.resolve("README.md")));
    assertThat(block.find()).isTrue();
    return block.group(1).stripIndent();
  }

  /** With a kubectl that only says what it was asked for, in pipes, too. */
  private static List<String> run(String commands, Path directory) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-euc", PRETENDED + commands)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    List<String> lines = shell.inputReader().lines().toList();
    assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(lines.toString()).isZero();
    return lines;
  }

  private static Set<String> wanted(String name) throws Exception {
    return new TreeSet<>(values(name).findValuesAsText("existingSecret"));
  }

  private static JsonNode values(String name) throws Exception {
    return Release.YAML.readTree(Release.CHART.resolve("values-" + name + ".yaml").toFile());
  }

  private static Properties keys(Path directory) throws Exception {
    Properties keys = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.resolve("keys.properties"))) {
      keys.load(reader);
    }
    return keys;
  }
}
