package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {
  private record Row(int subJobs, Instant createdAt, String none, RawValue header) {}

  @Test
  void fieldsAreNamedLikeColumnsAndNestedOnesLikeOnTheWire() {
    Row row =
        new Row(3, Instant.parse("2026-11-22T05:00:00Z"), null, Rows.column(Map.of("subJobs", 3)));
    assertThat(Rows.json(List.of(row)))
        .isEqualTo(
            "[{\"sub_jobs\":3,\"created_at\":\"2026-11-22T05:00:00Z\",\"header\":{\"subJobs\":3}}]");
  }

  @Test
  void theCharacterThatPostgresCannotStoreIsReplaced() {
    assertThat(Rows.storable("\"a\\u0000b\\u0000\\u0000\"")).isEqualTo("\"a\uFFFDb\uFFFD\uFFFD\"");
  }

  @Test
  void aBackslashBeforeSuchLettersIsLeftAlone() {
    String text = "\"a\\\\u0000\"";
    assertThat(Rows.storable(text)).isEqualTo(text);
    assertThat(Rows.storable("\"a\\\\\\u0000\"")).isEqualTo("\"a\\\\\uFFFD\"");
  }
}
