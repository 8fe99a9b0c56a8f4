package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.UnreadableRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultChangesTest {
  private final SampleJob job = SampleJob.of(1, 0, 10);
  private final ResultChanges changes = new ResultChanges();

  @Test
  void ofOneOperationTheHighestGrantCounts() {
    changes.add(result(5, operation(3, 0, "late")));
    changes.add(result(4, operation(3, 0, "early")));
    changes.add(result(5, operation(3, 0, "doubled")));
    assertThat(changes.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.error()).isEqualTo("late"));
  }

  @Test
  void otherOperationsStandBesideEachOther() {
    changes.add(result(4, operation(3, 0, "a"), operation(3, 1, null), operation(4, 0, "b")));
    assertThat(changes.rows()).extracting(ResultChanges.Row::error).containsExactly("a", null, "b");
  }

  @Test
  void aResultWithoutATimeIsUnreadableAndChangesNothing() {
    ResultRecord.Operation timeless =
        new ResultRecord.Operation(3, 0, 0, "c", 1, 1, null, 5, null, "out", false, true);
    assertThatThrownBy(() -> changes.add(result(4, operation(1, 0, "a"), timeless)))
        .isInstanceOf(UnreadableRecord.class);
    assertThat(changes.rows()).isEmpty();
  }

  private ResultRecord result(long grant, ResultRecord.Operation... operations) {
    return new ResultRecord(job.id(), 1, grant, "w-1", List.of(operations));
  }

  static ResultRecord.Operation operation(int index, int caseIndex, String error) {
    return new ResultRecord.Operation(
        index, 0, caseIndex, "c", 1, 1, SampleJob.NOW, 5, error, null, false, false);
  }
}
