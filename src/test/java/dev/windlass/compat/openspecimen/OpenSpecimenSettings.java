package dev.windlass.compat.openspecimen;

import java.util.Map;

/** Two saved queries, and lists of two at a time. */
public final class OpenSpecimenSettings {
  static final String QUERY = "os-query";

  private OpenSpecimenSettings() {}

  public static Map<String, String> all() {
    return Map.of(
        "windlass.openspecimen.queries.42",
        "default/" + QUERY,
        "windlass.openspecimen.queries.43",
        "default/os-nothing",
        "windlass.openspecimen.sub-jobs." + QUERY,
        "3",
        "windlass.openspecimen.max-results",
        "2");
  }
}
