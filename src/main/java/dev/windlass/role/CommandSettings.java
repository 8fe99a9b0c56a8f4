package dev.windlass.role;

/** What is configured, for a command that is not the program. */
public final class CommandSettings {
  private CommandSettings() {}

  public static <T> T of(Class<T> mapping) {
    return StartSettings.read(mapping).config().getConfigMapping(mapping);
  }
}
