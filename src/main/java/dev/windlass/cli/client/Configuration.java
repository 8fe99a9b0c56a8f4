package dev.windlass.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code ~/.config/windlass/config.yaml}: servers by name.
 *
 * @param profile the one in force where nobody names another; null where none is
 */
public record Configuration(Path file, String profile, Map<String, Profile> profiles) {
  private static final Set<String> KEYS = new TreeSet<>(List.of("profile", "profiles"));

  /** Nothing is configured where there is no file. */
  public static Configuration read(Environment environment) {
    Path file = environment.configuration();
    if (!Files.exists(file)) {
      return new Configuration(file, null, Map.of());
    }
    List<ObjectNode> documents = Documents.read(file);
    if (documents.size() > 1) {
      throw Documents.wrong(file.toString(), "must hold one document, found " + documents.size());
    }
    ObjectNode root = documents.isEmpty() ? Documents.object() : documents.getFirst();
    return read(environment, file, root);
  }

  private static Configuration read(Environment environment, Path file, ObjectNode root) {
    Keys keys = new Keys(file, "it", root);
    keys.among(KEYS);
    Map<String, Profile> profiles = new LinkedHashMap<>();
    JsonNode named = root.path("profiles");
    named
        .fields()
        .forEachRemaining(
            e ->
                profiles.put(
                    e.getKey(), Profile.read(e.getKey(), e.getValue(), environment, file)));
    return new Configuration(file, keys.text("profile"), profiles);
  }

  /**
   * @param from who names it
   */
  Profile named(String name, String from) {
    Profile profile = profiles.get(name);
    if (profile == null) {
      throw new ClientFailure(
          ExitCode.USAGE,
          "%s names the profile '%s', and %s has %s."
              .formatted(
                  from,
                  name,
                  file,
                  profiles.isEmpty() ? "none" : String.join(", ", profiles.keySet())));
    }
    return profile;
  }
}
