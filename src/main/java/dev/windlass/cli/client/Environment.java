package dev.windlass.cli.client;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The variables and the home directory of whoever runs the command. */
public record Environment(Map<String, String> variables, Path home) {
  public static Environment ofProcess() {
    return new Environment(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** A variable that is set to nothing is not set. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  public Path configuration() {
    return variable("WINDLASS_CONFIG")
        .map(Path::of)
        .orElseGet(() -> configurations().resolve("windlass").resolve("config.yaml"));
  }

  /** {@code ~} at the beginning of a path is this user's home. */
  Path path(String text) {
    return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
  }

  /** The XDG base directory specification: a relative path there is to be ignored. */
  private Path configurations() {
    return variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home.resolve(".config"));
  }
}
