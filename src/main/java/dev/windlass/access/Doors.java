package dev.windlass.access;

import java.util.Map;

/** The front doors by the beginning of their addresses, which never change. */
final class Doors {
  private static final Map<String, String> BY_BEGINNING =
      Map.of(
          "v1", "api",
          "voice-agent-tester", "voiceagent",
          "systemtools", "guidewire",
          "services", "xserver",
          "topicmaps", "web3",
          "web3", "web3",
          "scheduled-jobs", "openspecimen",
          "sessions", "openspecimen");

  private Doors() {}

  static String of(String path) {
    String[] parts = path.split("/", 3);
    String beginning = parts.length > 1 ? parts[1] : "";
    return BY_BEGINNING.getOrDefault(beginning, beginning);
  }
}
