package dev.windlass.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every deliberate bug is caught: {@code ./mvnw test -Dtest=KnownBugsTest -Dwindlass.bugs=true}.
 * Without it a handful of them, which are caught at once.
 */
@ExtendWith(Quiet.class)
class KnownBugsTest {
  private static final long MOST_HISTORIES = 500;

  static List<KnownBug> all() {
    return KnownBug.all();
  }

  static List<KnownBug> some() {
    return KnownBug.all().stream()
        .filter(bug -> !bug.name().startsWith("core"))
        .filter(bug -> bug.isQuick())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  @EnabledIfSystemProperty(named = "windlass.bugs", matches = "true")
  void everyKnownBugIsCaught(KnownBug bug) {
    assertThat(bug.caughtBy(MOST_HISTORIES)).as("what shows %s", bug.name()).isNotNull();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("some")
  void aBugInTheShellsIsCaughtAtOnce(KnownBug bug) {
    assertThat(bug.caughtBy(10)).as("what shows %s", bug.name()).isNotNull();
  }
}
