package dev.windlass.compat.voiceagent;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a test case becomes, and how long requests may last. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.voiceagent")
public interface VoiceAgentConfig {
  /** Whose definitions are workers although they were not created here. */
  @WithDefault("default")
  String namespace();

  /** What runs a test case; where nothing is said, its turns are simulated. */
  Optional<String> handler();

  /**
   * Parameters of every worker's definition, such as {@code windlass.voiceagent.parameters.url}.
   */
  Map<String, String> parameters();

  /** The parameter that holds the test case; {@code body} has the handler http post it. */
  @WithDefault("testCase")
  String caseParameter();

  /** How long a simulated turn lasts. */
  @WithDefault("PT1S")
  Duration turnDuration();

  /** A test case that takes longer has failed. */
  @WithDefault("PT1H")
  Duration caseTimeout();

  /** How long a directive waits for what the coordinator makes of it, and for the view. */
  @WithDefault("PT5S")
  Duration directiveWait();

  /** A test case or a worker, as JSON. */
  @WithDefault("262144")
  int maxJsonBytes();
}
