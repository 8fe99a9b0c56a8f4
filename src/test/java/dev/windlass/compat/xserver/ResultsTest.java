package dev.windlass.compat.xserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.job.SubJobStatus;
import dev.windlass.view.OperationRow;
import dev.windlass.view.SubJobRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void anObjectOrAnArrayIsJsonAndAnythingElseIsText() {
    assertThat(told(null, "{\"a\": 1}")).isInstanceOf(ObjectNode.class).hasToString("{\"a\":1}");
    assertThat(told(null, "[1, 2]")).hasToString("[1,2]");
    for (String text : new String[] {"12", "true", "a word", "{half", ""}) {
      assertThat(told(null, text)).isEqualTo(text);
    }
  }

  @Test
  void anErrorIsASuppressedException() {
    FaultJson fault = ((Results.Suppressed) told("no such street", null)).suppressedException();
    assertThat(fault.message()).isEqualTo("no such street");
    assertThat(fault.faultInfo()).containsEntry("$type", "ProcessingFault");
  }

  @Test
  void oneThatToldNothingIsNullOrSaysWhyThereIsNothing() {
    for (SubJobStatus status : SubJobStatus.values()) {
      Object result = Results.result(new SubJobRow(0, status, null, 0), null);
      if (status == SubJobStatus.COMPLETED || status == SubJobStatus.COMPLETED_WITH_ERRORS) {
        assertThat(result).isNull();
      } else {
        assertThat(((Results.Suppressed) result).suppressedException().message())
            .isEqualTo(
                status.ended()
                    ? "the calculation failed and told nothing"
                    : "not calculated: the job was stopped before");
      }
    }
  }

  private static Object told(String error, String output) {
    OperationRow last =
        new OperationRow(0, 0, "case", 1, 1, "w", Instant.EPOCH, 1, error, output, false, true);
    return Results.result(new SubJobRow(0, SubJobStatus.COMPLETED, null, 0), last);
  }
}
