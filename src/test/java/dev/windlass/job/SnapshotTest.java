package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  @Test
  void aProblemIsCutSoThatTheHeaderStaysSmall() {
    assertThat(Snapshot.missing("x".repeat(500)).problem()).isEqualTo("x".repeat(500));
    assertThat(Snapshot.missing("x".repeat(501)).problem()).isEqualTo("x".repeat(499) + "\u2026");
    assertThat(Snapshot.of(null).problem()).isNull();
  }

  @Test
  void noCharacterIsCutInHalf() {
    String cut = Snapshot.missing("x" + "\uD83D\uDE80".repeat(300)).problem();
    assertThat(cut).hasSize(500).endsWith("\uD83D\uDE80\u2026");
    assertThat(Snapshot.missing("\uD83D\uDE80".repeat(300)).problem()).hasSize(499);
  }

  @Test
  void oneThatComesFromElsewhereIsCutToo() {
    byte[] json = ("{\"problem\": \"" + "x".repeat(9000) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(Json.read(json, Snapshot.class).problem()).hasSize(500);
  }
}
