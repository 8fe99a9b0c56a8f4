package dev.windlass.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.audit.AuditEntry;
import dev.windlass.audit.Chain;
import dev.windlass.audit.ChainHead;
import dev.windlass.audit.Deed;
import dev.windlass.cli.client.ClientFailure;
import dev.windlass.cli.client.ExitCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Chains and their entries as the server shows them. */
final class Entries {
  private Entries() {}

  static Chain chain(JsonNode json) {
    String namespace = json.path("namespace").asText();
    ChainHead letGo =
        json.hasNonNull("letGo") ? head(namespace, json.path("letGo")) : ChainHead.begin(namespace);
    return new Chain(head(namespace, json), letGo);
  }

  static AuditEntry entry(JsonNode json) {
    Map<String, String> detail = new HashMap<>();
    json.path("detail")
        .fields()
        .forEachRemaining(e -> detail.put(e.getKey(), e.getValue().asText()));
    Deed deed =
        new Deed(
            instant(json),
            text(json, "actor"),
            text(json, "origin"),
            json.path("action").asText(),
            text(json, "subject"),
            json.path("outcome").asText(),
            detail);
    return new AuditEntry(
        json.path("namespace").asText(),
        json.path("position").asLong(),
        deed,
        json.path("previous").asText(),
        json.path("hash").asText());
  }

  private static ChainHead head(String namespace, JsonNode json) {
    return new ChainHead(namespace, json.path("position").asLong(), json.path("hash").asText());
  }

  private static Instant instant(JsonNode entry) {
    try {
      return Instant.parse(entry.path("at").asText());
    } catch (DateTimeException e) {
      throw new ClientFailure(
          ExitCode.UNAVAILABLE, "The answer is no entry of an audit: " + entry, e);
    }
  }

  private static String text(JsonNode json, String field) {
    return json.hasNonNull(field) ? json.path(field).asText() : null;
  }
}
