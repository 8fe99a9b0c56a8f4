package dev.windlass.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A document that names a test for each threat is worth as much as these tests are there. */
class SecurityDocTest {
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w*(?:Test|IT|Contract))(?:\\.(\\w+))?`");

  @Test
  void everyTestThatTheDocumentNamesIsThere() throws IOException {
    Map<String, Path> classes;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      classes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(
                  Collectors.toMap(
                      file -> file.getFileName().toString().replace(".java", ""),
                      file -> file,
                      (one, other) -> one));
    }
    List<MatchResult> named =
        NAMED.matcher(Files.readString(Path.of("docs/security.md"))).results().toList();
    assertThat(named).hasSizeGreaterThan(30);
    for (MatchResult test : named) {
      assertThat(classes).containsKey(test.group(1));
      if (test.group(2) != null) {
        assertThat(Files.readString(classes.get(test.group(1))))
            .as(test.group())
            .contains("void " + test.group(2) + "(");
      }
    }
  }
}
