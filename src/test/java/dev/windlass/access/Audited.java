package dev.windlass.access;

import static dev.windlass.access.SecuredProgram.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.testkit.Await;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * What the audit of the program tells of somebody's deeds since the test began.
 *
 * @param origin a pattern: who logs in has no key yet
 */
record Audited(SecuredProgram program, String actor, String origin, Instant since) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Audited by(SecuredProgram program, String actor, String door) {
    String origin = door + " 127\\.0\\.0\\.1( configured:" + actor + "| key_\\w+)?";
    return new Audited(program, actor, origin, Instant.now());
  }

  /** The one entry of that action about the subject, whole, in the chain. */
  JsonNode entry(String chain, String action, String subject, String outcome) {
    JsonNode entry = only(action, subject);
    assertThat(entry.path("namespace").asText()).as(action).isEqualTo(chain);
    assertThat(entry.path("outcome").asText()).as(action).isEqualTo(outcome);
    return entry;
  }

  /** The one entry of that action, about whatever. */
  JsonNode only(String action, String subject) {
    JsonNode entry =
        Await.value(
                action,
                Duration.ofSeconds(30),
                () -> list(action, subject),
                items -> items.size() == 1)
            .get(0);
    assertThat(entry.path("actor").asText()).as(action).isEqualTo(actor);
    assertThat(entry.path("origin").asText()).as(action).matches(origin);
    assertThat(Instant.parse(entry.path("at").asText())).as(action).isBetween(since, Instant.now());
    return entry;
  }

  private JsonNode list(String action, String subject) {
    String path = "/v1/audit?action=" + action + "&actor=" + actor + "&from=" + since;
    String about =
        subject == null ? "" : "&subject=" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
    try {
      return JSON.readTree(
              program.request("GET", path + about, key(UserRole.ADMINISTRATOR), null, null).body())
          .path("items");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
