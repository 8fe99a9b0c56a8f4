package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobId;
import dev.windlass.wire.Json;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.ResultRecord.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultLimitsTest {
  @Test
  void outputsAreCutBetweenCharacters() {
    assertThat(ResultLimits.truncated("aé€😀", 3)).isEqualTo("aé");
    assertThat(ResultLimits.truncated("aé€😀", 9)).isEqualTo("aé€");
    assertThat(ResultLimits.truncated("aé€😀", 10)).isEqualTo("aé€😀");
    assertThat(ResultLimits.truncated(null, 10)).isNull();
  }

  @Test
  void recordsStayBelowTheLimitWhateverTheOutputsHold() {
    for (String unit : List.of("x", "\"", "\u0001", "é", "€", "😀")) {
      String output = ResultLimits.truncated(unit.repeat(40_000), ResultLimits.OUTPUT_BYTES);
      assertThat(output.getBytes(StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(ResultLimits.OUTPUT_BYTES);
      List<Operation> operations = IntStream.range(0, 50).mapToObj(i -> told(i, output)).toList();
      List<List<Operation>> records = ResultLimits.records(operations);
      assertThat(records.stream().flatMap(List::stream)).containsExactlyElementsOf(operations);
      for (List<Operation> part : records) {
        ResultRecord whole =
            new ResultRecord(JobId.of(Instant.now(), 4095, -1), 1, 1, "w".repeat(36), part);
        assertThat(Json.write(whole).length).isLessThanOrEqualTo(256 << 10);
      }
    }
  }

  private static Operation told(int index, String output) {
    return new Operation(
        index,
        Long.MAX_VALUE,
        999,
        "a case",
        100,
        100,
        Instant.parse("2026-01-01T00:00:00.123456789Z"),
        Long.MAX_VALUE,
        "error",
        output,
        true,
        true);
  }
}
