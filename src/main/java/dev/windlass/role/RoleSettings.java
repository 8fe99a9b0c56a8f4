package dev.windlass.role;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns the database off where no role of this process needs one, wherever the roles are
 * configured: Quarkus then opens no connection, and asks for no address of a database.
 */
public final class RoleSettings implements ConfigSourceFactory {
  static final Map<String, String> NO_DATABASE =
      Map.of(
          "quarkus.datasource.active", "false",
          "quarkus.hibernate-orm.active", "false",
          "quarkus.flyway.active", "false",
          "quarkus.flyway.migrate-at-start", "false");

  /** Over what ships with the program (250), below whatever somebody says in plain words. */
  private static final int ORDINAL = 255;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    ConfigValue roles = context.getValue("windlass.roles");
    boolean database = roles == null || roles.getValue() == null || needDatabase(roles.getValue());
    return database
        ? List.of()
        : List.of(
            new PropertiesConfigSource(NO_DATABASE, "the roles " + roles.getValue(), ORDINAL));
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(ORDINAL);
  }

  /** An unknown role is somebody else's to refuse: {@link Roles} names it. */
  static boolean needDatabase(String roles) {
    List<String> named =
        Arrays.stream(roles.split(",")).map(r -> r.strip().toUpperCase(Locale.ROOT)).toList();
    return Arrays.stream(Role.values())
        .anyMatch(role -> role.needsDatabase() && named.contains(role.name()));
  }
}
