package dev.windlass.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoleSettingsTest {
  private static final int ENVIRONMENT = 300;

  static Stream<Set<Role>> everyCombination() {
    Role[] roles = Role.values();
    return IntStream.range(1, 1 << roles.length).mapToObj(bits -> combination(roles, bits));
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void theDatabaseIsOffWhereNoRoleNeedsIt(Set<Role> roles) {
    boolean off = Stream.of(Role.API, Role.PROJECTION, Role.SCHEDULER).noneMatch(roles::contains);
    SmallRyeConfig config = config(Map.of("windlass.roles", words(roles)));
    for (String name : RoleSettings.NO_DATABASE.keySet()) {
      assertThat(config.getOptionalValue(name, String.class).filter("false"::equals).isPresent())
          .as(name)
          .isEqualTo(off);
    }
  }

  @Test
  void theDatabaseIsOnWhereNothingIsSaidOfRoles() {
    assertThat(config(Map.of()).getOptionalValue("quarkus.datasource.active", String.class))
        .isEmpty();
  }

  @Test
  void theNameOfTheEnvironmentVariableWillDo() {
    assertThat(
            config(Map.of("WINDLASS_ROLES", "worker"))
                .getValue("quarkus.datasource.active", boolean.class))
        .isFalse();
  }

  @Test
  void whatSomebodySaysOfTheDatabaseHolds() {
    Map<String, String> said =
        Map.of("windlass.roles", "worker", "quarkus.datasource.active", "true");
    assertThat(config(said).getValue("quarkus.datasource.active", boolean.class)).isTrue();
  }

  private static SmallRyeConfig config(Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(
            new io.smallrye.config.EnvConfigSource(environment, ENVIRONMENT),
            new PropertiesConfigSource(environment, "properties", ENVIRONMENT))
        .withSources(new RoleSettings())
        .build();
  }

  private static Set<Role> combination(Role[] roles, int bits) {
    return Arrays.stream(roles)
        .filter(role -> (bits & 1 << role.ordinal()) != 0)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  private static String words(Set<Role> roles) {
    return roles.stream().map(RoleStates::word).collect(Collectors.joining(", "));
  }
}
