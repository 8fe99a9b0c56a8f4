package dev.windlass.worker.handler;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.windlass.fuzz.Fuzz;
import dev.windlass.job.JobId;
import dev.windlass.wire.Json;
import dev.windlass.wire.UnreadableRecord;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What definitions and rows say, and what targets answer. */
class ParametersFuzzTest {
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  @Test
  void valuesArePutInOrTheParametersAreUnusable() {
    Substitution substitution =
        new Substitution(
            Map.of("x", "a\\b$1{row.x}", "y", 5), Map.of("p", "q"), new Secrets(null, "n"), 1, 2);
    parameters(
        "substitution",
        substitution::into,
        """
        { "url": "http://x/{row.x}?{index}", "body": { "a": ["{row.y}", "{parameters.p}"] },
          "b": "{iteration} {other} {row.x" }""");
  }

  @Test
  void aCallIsMadeOrItsParametersAreUnusable() throws Exception {
    InetAddress address = InetAddress.getByName("127.0.0.1");
    parameters(
        "call",
        values -> {
          HttpCall call = HttpCall.of(operation(values));
          call.bytes();
          return call.request(call.url(), address).toJson();
        },
        """
        { "url": "http://127.0.0.1:80/a?b=c#d", "method": "POST", "headers": { "X-A": "1", "B": 2 },
          "body": { "a": [1] }, "expectStatus": ["200-299", 404], "timeout": "PT1S",
          "keepBody": true }""",
        """
        { "url": "https://[::1]/", "body": "text", "expectStatus": 200 }""");
  }

  @Test
  void aCommandLineIsMadeOrItsParametersAreUnusable() {
    parameters(
        "command",
        values -> CommandLine.of(new Parameters(values), Set.of(Path.of("/bin/true"))),
        """
        { "command": "/bin/true", "arguments": ["a", 1, true, "--x"], "expectExit": [0, 255] }""");
  }

  @Test
  void aQueryIsOneSelectOrUnusable() {
    Fuzz.ofText("query", OneSelect::checked)
        .seeds(
            "select a, 'x;' from b where c = ? and d in (select 1) -- e",
            "with a as (select $$;$$) select E'\\\\' from a")
        .refusing(UnusableParameters.class)
        .run();
  }

  @Test
  void anAnswersAdviceIsTakenOrLeft() {
    Fuzz.ofText("Retry-After", text -> RetryAdvice.wait(text, Instant.EPOCH))
        .seeds("120", "Sun, 22 Nov 2026 05:00:30 GMT")
        .run();
  }

  @Test
  void aNetworkIsOneOrNone() {
    Fuzz.ofText("network", Network::allowed)
        .seeds("10.0.0.0/8", "fd00::/8", "192.168.1.1")
        .refusing(IllegalArgumentException.class)
        .run();
  }

  private interface Use {
    Object use(Map<String, Object> values);
  }

  private static void parameters(String name, Use use, String... seeds) {
    Fuzz.of(name, bytes -> use.use(Json.MAPPER.readValue(checked(bytes), MAP)))
        .seeds(seeds)
        .refusing(UnusableParameters.class, UnreadableRecord.class)
        .run();
  }

  /** What is no object never comes here. */
  private static byte[] checked(byte[] bytes) {
    Json.read(bytes, LinkedHashMap.class);
    return bytes;
  }

  private static Operation operation(Map<String, Object> values) {
    return new Operation(
        JobId.of(Instant.EPOCH, 0, 0),
        0,
        0,
        0,
        "only",
        1,
        new Parameters(values),
        Duration.ofSeconds(1));
  }
}
