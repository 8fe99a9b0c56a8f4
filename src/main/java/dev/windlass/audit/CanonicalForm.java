package dev.windlass.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * An entry as the bytes that are hashed: its fields but the hash itself, as JSON after RFC 8785
 * (names in order, no white space, UTF-8, nothing escaped that need not be). All values are text
 * but the position. What is not there is left out. docs/security.md says it for others.
 */
public final class CanonicalForm {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build())
          .build();

  private CanonicalForm() {}

  /** With six digits after the point, always. */
  public static String time(Instant at) {
    return MICROS.format(at);
  }

  static String hash(String namespace, long position, Deed deed, String previous) {
    byte[] bytes = text(namespace, position, deed, previous).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String text(String namespace, long position, Deed deed, String previous) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("namespace", namespace);
    fields.put("position", position);
    fields.put("at", time(deed.at()));
    fields.put("actor", deed.actor());
    fields.put("origin", deed.origin());
    fields.put("action", deed.action());
    fields.put("subject", deed.subject());
    fields.put("outcome", deed.outcome());
    fields.put("detail", deed.detail().isEmpty() ? null : new TreeMap<>(deed.detail()));
    fields.put("previous", previous);
    fields.values().removeIf(value -> value == null);
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and a number can be written", e);
    }
  }
}
