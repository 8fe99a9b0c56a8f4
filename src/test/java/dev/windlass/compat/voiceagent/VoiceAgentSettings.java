package dev.windlass.compat.voiceagent;

import java.util.Map;

/** Short turns, small documents, a handler that lets go when it is told to, an idle queue. */
public final class VoiceAgentSettings {
  private VoiceAgentSettings() {}

  public static Map<String, String> all() {
    return Map.of(
        "windlass.voiceagent.turn-duration",
        "PT0.05S",
        "windlass.voiceagent.max-json-bytes",
        "100000",
        "windlass.control.handlers",
        "http,simulate,sql-export,stubborn",
        "windlass.topics.queues",
        "default,idle",
        "windlass.worker.queues",
        "default");
  }
}
