package dev.windlass.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.projection.rebuild.KeptTable;
import dev.windlass.projection.rebuild.ViewTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final String SCRIPT = "deploy/postgres/forget-the-log.sql";
  private static final Pattern TRUNCATED = Pattern.compile("truncate([^;]*);");
  private static final Pattern KEPT = Pattern.compile("-- Kept: ([^.]*)\\.");

  @Test
  void everyTableIsKeptOrForgottenWhenTheLogIsLost() throws IOException {
    String script = Files.readString(Path.of(SCRIPT));
    List<String> said = Stream.of(TRUNCATED, KEPT).flatMap(p -> names(p, script)).toList();
    List<String> all =
        Stream.concat(
                Arrays.stream(ViewTable.values()).map(ViewTable::table),
                Arrays.stream(KeptTable.values()).map(KeptTable::table))
            .toList();
    assertThat(said).as(SCRIPT).containsExactlyInAnyOrderElementsOf(all);
    assertThat(names(KEPT, script))
        .doesNotContainAnyElementsOf(
            Arrays.stream(ViewTable.values()).map(ViewTable::table).toList());
  }

  private static Stream<String> names(Pattern pattern, String script) {
    Matcher matcher = pattern.matcher(script);
    assertThat(matcher.find()).isTrue();
    return Arrays.stream(matcher.group(1).split(",")).map(String::strip);
  }
}
