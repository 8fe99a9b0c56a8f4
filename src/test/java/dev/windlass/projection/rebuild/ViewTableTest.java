package dev.windlass.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.testkit.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ViewTableTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Pattern TABLE = Pattern.compile("create table (?:if not exists )?(\\w+)");
  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");

  @Test
  void everyTableOfTheMigrationsIsEitherRebuiltOrKept() throws IOException {
    List<String> listed =
        Stream.concat(
                Stream.of(ViewTable.values()).map(ViewTable::table),
                Stream.of(KeptTable.values()).map(KeptTable::table))
            .toList();
    assertThat(listed)
        .as("tables in ViewTable and KeptTable; a new one belongs into one of them")
        .containsExactlyInAnyOrderElementsOf(created());
  }

  @Test
  void theNewestMigrationIsKnown() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      assertThat(KnownSchema.NEWEST)
          .as("KnownSchema.NEWEST: look whether what a new migration adds is rebuilt, and raise it")
          .isEqualTo(
              files
                  .map(file -> VERSION.matcher(file.getFileName().toString()))
                  .filter(java.util.regex.Matcher::matches)
                  .mapToInt(name -> Integer.parseInt(name.group(1)))
                  .max()
                  .orElseThrow());
    }
  }

  private static List<String> created() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files
          .map(Written::read)
          .flatMap(text -> TABLE.matcher(text).results())
          .map((MatchResult found) -> found.group(1))
          .toList();
    }
  }
}
