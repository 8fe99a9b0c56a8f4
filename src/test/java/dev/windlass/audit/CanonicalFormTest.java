package dev.windlass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What others compute with must never change. */
class CanonicalFormTest {
  private static final Instant AT = Instant.parse("2026-11-28T20:46:38.1Z");

  private static final Deed DEED =
      new Deed(
          AT,
          "ana",
          "api 10.1.2.3",
          "definition.replace",
          "maps/geocode",
          "done",
          Map.of(
              "version", "3", "note", "\"Straße\" \u0001\u001f\n\\ / \uD83D\uDE80 \u007f\u2028"));

  @Test
  void allFieldsStandInTheOrderOfTheirNames() {
    assertThat(CanonicalForm.text("maps", 7, DEED, "ab".repeat(32)))
        .isEqualTo(
            "{\"action\":\"definition.replace\",\"actor\":\"ana\","
                + "\"at\":\"2026-11-28T20:46:38.100000Z\","
                + "\"detail\":{\"note\":\"\\\"Straße\\\" \\u0001\\u001f\\n\\\\ /"
                + " \uD83D\uDE80 \u007f\u2028\",\"version\":\"3\"},"
                + "\"namespace\":\"maps\",\"origin\":\"api 10.1.2.3\",\"outcome\":\"done\","
                + "\"position\":7,\"previous\":\""
                + "ab".repeat(32)
                + "\",\"subject\":\"maps/geocode\"}");
  }

  @Test
  void whatIsNotThereIsLeftOut() {
    Deed unknown = new Deed(AT, null, null, "batch-job.unreadable", null, "refused", Map.of());
    assertThat(CanonicalForm.text("*", 1, unknown, ChainHead.NO_HASH))
        .isEqualTo(
            "{\"action\":\"batch-job.unreadable\",\"at\":\"2026-11-28T20:46:38.100000Z\","
                + "\"namespace\":\"*\",\"outcome\":\"refused\",\"position\":1,\"previous\":\""
                + "0".repeat(64)
                + "\"}");
  }

  @Test
  void theHashIsTheSha256OfItsUtf8() throws Exception {
    String text = CanonicalForm.text("maps", 7, DEED, "ab".repeat(32));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    assertThat(CanonicalForm.hash("maps", 7, DEED, "ab".repeat(32)))
        .isEqualTo(HexFormat.of().formatHex(digest))
        .isEqualTo("d4e3dd369c62fc37dded217e1e87b2fc877dca76cbe86f494cdb3761f3a76f21");
  }
}
