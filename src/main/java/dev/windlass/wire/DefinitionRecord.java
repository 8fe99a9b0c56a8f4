package dev.windlass.wire;

import dev.windlass.job.Definition;
import dev.windlass.job.InputRef;
import dev.windlass.job.JobId;
import java.util.Map;

/** Under the key {@code <batch job>/definition} of the control topic: what the epoch runs. */
public record DefinitionRecord(
    int epoch, Definition definition, InputRef input, Map<String, Object> arguments) {
  private static final String SUFFIX = "/definition";

  public DefinitionRecord {
    arguments = arguments == null ? Map.of() : arguments;
  }

  public static String key(JobId job) {
    return job + SUFFIX;
  }

  public static boolean isKey(String key) {
    return key.endsWith(SUFFIX);
  }

  public static JobId job(String key) {
    return JobId.parse(isKey(key) ? key.substring(0, key.length() - SUFFIX.length()) : key);
  }
}
