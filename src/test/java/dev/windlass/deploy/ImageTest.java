package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.deploy.Dockerfile.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The image, without an engine to build it: what goes into it is there, and what it says is sound.
 */
class ImageTest {
  @Test
  void copiesWhatTheRepositoryHasAndDockerMaySee() throws IOException {
    List<String> seen =
        Files.readAllLines(Path.of(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1).replaceAll("/$", ""))
            .toList();
    for (Stage stage : Dockerfile.read().stages()) {
      for (String copy : stage.all("COPY")) {
        if (!copy.startsWith("--from")) {
          for (String source : sources(copy)) {
            assertThat(Path.of(source)).exists();
            assertThat(seen).as(source).anyMatch(allowed -> Path.of(source).startsWith(allowed));
          }
        }
      }
    }
  }

  @Test
  void copiesFromAStageWhatThatStageMakes() throws IOException {
    Map<String, Stage> earlier = new HashMap<>();
    for (Stage stage : Dockerfile.read().stages()) {
      for (String copy : stage.all("COPY")) {
        if (copy.startsWith("--from=")) {
          String from = copy.substring("--from=".length(), copy.indexOf(' '));
          assertThat(earlier).containsKey(from);
          for (String source : sources(copy.substring(copy.indexOf(' ') + 1))) {
            String made = source.replaceAll("/$", "");
            assertThat(earlier.get(from).all("RUN"))
                .as(source)
                .anyMatch(run -> Arrays.asList(run.split("\\s+")).contains(made));
          }
        }
      }
      earlier.put(stage.name(), stage);
    }
  }

  @Test
  void isPinnedAndRunsAsNobodyInParticular() throws IOException {
    Dockerfile file = Dockerfile.read();
    List<String> names = file.stages().stream().map(Stage::name).toList();
    for (Stage stage : file.stages()) {
      if (!names.contains(stage.base())) {
        assertThat(stage.base()).matches("eclipse-temurin:\\$\\{JAVA}-(jdk|jre)-noble");
      }
    }
    assertThat(Files.readString(Path.of("deploy", "Dockerfile"))).containsPattern("ARG JAVA=25\\.");
    assertThat(file.image().all("USER")).containsExactly("10001:10001");
    assertThat(file.image().all("ENTRYPOINT"))
        .containsExactly("[\"java\", \"@/opt/windlass/java.options\"]");
    assertThat(file.image().all("CMD")).containsExactly("[\"up\"]");
    assertThat(file.image().all("HEALTHCHECK").getFirst())
        .endsWith("CMD [\"/opt/windlass/alive.sh\"]");
    assertThat(file.image().all("LABEL").getFirst())
        .contains("image.title", "image.licenses", "image.version", "image.revision");
  }

  @Test
  void everyVariableOfTheImageIsASettingOfTheProgram() throws IOException {
    assertThat(SettingNames.ofTheProgram()).containsAll(Dockerfile.read().environment().keySet());
  }

  /** The script and the image run one program; what the one has learned is for the other too. */
  @Test
  void runsWithTheOptionsOfTheScript() throws IOException {
    String script = Files.readString(Path.of("windlass"));
    List<String> options = Files.readAllLines(Path.of("deploy", "image", "java.options"));
    for (String option :
        List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow")) {
      assertThat(script).contains(option);
      assertThat(options).contains(option);
    }
  }

  private static List<String> sources(String copy) {
    List<String> words = Arrays.asList(copy.split("\\s+"));
    return words.subList(0, words.size() - 1);
  }
}
