package dev.windlass.projection;

import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.UnreadableRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Results folded to that of the highest grant for each operation. Pure. */
final class ResultChanges {
  private record Key(UUID job, int index, int epoch, long iteration, int caseIndex) {}

  /** A row of {@code operation_result}. */
  record Row(
      UUID batchJobId,
      int subJobIndex,
      int epoch,
      long iteration,
      int caseIndex,
      long grantNumber,
      String caseId,
      int attempt,
      int tries,
      String worker,
      Instant endedAt,
      long durationMs,
      String error,
      String output,
      boolean outputTruncated,
      boolean isLast) {
    private Key key() {
      return new Key(batchJobId, subJobIndex, epoch, iteration, caseIndex);
    }
  }

  private final Map<Key, Row> rows = new LinkedHashMap<>();

  void add(ResultRecord result) {
    if (result.job() == null || result.operations() == null) {
      throw new UnreadableRecord("a result names no batch job or no operations", null);
    }
    if (result.operations().stream().anyMatch(o -> o == null || o.at() == null)) {
      throw new UnreadableRecord("a result of " + result.job() + " has no time", null);
    }
    for (ResultRecord.Operation operation : result.operations()) {
      Row row = row(result, operation);
      rows.merge(row.key(), row, ResultChanges::ofHigherGrant);
    }
  }

  Collection<Row> rows() {
    return rows.values();
  }

  private static Row ofHigherGrant(Row known, Row other) {
    return other.grantNumber > known.grantNumber ? other : known;
  }

  private static Row row(ResultRecord result, ResultRecord.Operation operation) {
    return new Row(
        result.job().value(),
        operation.index(),
        result.epoch(),
        operation.iteration(),
        operation.caseIndex(),
        result.grant(),
        operation.caseId(),
        operation.attempt(),
        operation.tries(),
        result.worker(),
        operation.at(),
        operation.durationMs(),
        operation.error(),
        operation.output(),
        operation.outputTruncated(),
        operation.last());
  }
}
