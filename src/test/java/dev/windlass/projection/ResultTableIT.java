package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.wire.ResultRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResultTableIT {
  private static final int KEPT = 10;
  private final SampleJob job = SampleJob.of(1, 0, 10_000);
  private ProjectionBench bench;

  @BeforeEach
  void set() throws SQLException {
    bench = new ProjectionBench(Map.of());
  }

  @AfterEach
  void clear() {
    bench.close();
  }

  @Test
  void resultsOfALowerGrantAreIgnoredInWhicheverOrderTheyCome() throws SQLException {
    write(failure(1, 5, 3, 0, "of grant 5"));
    write(failure(1, 4, 3, 0, "of grant 4"));
    write(success(1, 3, 3, 0, "of grant 3"));
    assertThat(told()).containsExactly("3 of epoch 1: 1 failures, 1 results");
    assertThat(bench.sql("select grant_number, error, output from operation_result"))
        .isEqualTo(List.of(List.of("5", "of grant 5", "null")));
  }

  @Test
  void aHigherGrantTakesTheFailureBack() throws SQLException {
    write(failure(1, 4, 3, 0, "first"), failure(1, 4, 3, 1, "second"));
    write(success(1, 5, 3, 0, "better"));
    assertThat(told()).containsExactly("3 of epoch 1: 1 failures, 2 results");
  }

  @Test
  void doubledResultsCountOnce() throws SQLException {
    ResultRecord result = failure(1, 4, 3, 0, "boom");
    write(result, result);
    write(result);
    assertThat(told()).containsExactly("3 of epoch 1: 1 failures, 1 results");
  }

  @Test
  void aNewEpochBeginsAtNothingAndAnOlderOneChangesItNoMore() throws SQLException {
    write(failure(1, 4, 3, 0, "old"), failure(1, 4, 3, 1, "old"));
    write(failure(2, 9, 3, 0, "new"));
    write(failure(1, 4, 3, 2, "late"));
    assertThat(told()).containsExactly("3 of epoch 2: 1 failures, 1 results");
  }

  @Test
  void epochsThatAreMixedInOneBatchAreKeptApart() throws SQLException {
    write(failure(1, 4, 3, 0, "old"), failure(2, 9, 3, 0, "new"), failure(2, 9, 3, 1, "new"));
    assertThat(told()).containsExactly("3 of epoch 2: 2 failures, 2 results");
  }

  @Test
  void resultsOfAnEpochThatIsClearedAreNotStored() throws SQLException {
    job.created();
    job.started(false);
    job.started(false);
    store();
    write(failure(1, 4, 3, 0, "old"));
    assertThat(told()).isEmpty();
    write(failure(2, 9, 3, 0, "new"));
    assertThat(told()).containsExactly("3 of epoch 2: 1 failures, 1 results");
  }

  @Test
  void whatPostgresCannotStoreInTextIsReplaced() throws SQLException {
    write(success(1, 4, 3, 0, "a\u0000b"));
    assertThat(bench.sql("select output from operation_result"))
        .isEqualTo(List.of(List.of("a\uFFFDb")));
  }

  @Test
  void endlessIterationsAreTrimmedToTheNewestAndTheCountStays() throws SQLException {
    job.created();
    job.started(false);
    endless();
    store();
    for (int batch = 0; batch < 10; batch++) {
      List<ResultRecord> results = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        results.add(failure(1, 4, 3, 0, batch * 5 + i, "boom"));
      }
      write(results.toArray(ResultRecord[]::new));
    }
    assertThat(bench.sql("select failures, operations from sub_job"))
        .isEqualTo(List.of(List.of("50", "20")));
    assertThat(bench.sql("select count(*), min(iteration), max(iteration) from operation_result"))
        .isEqualTo(List.of(List.of("20", "30", "49")));
  }

  @Test
  void manyRowsOfOneIterationAreKeptWhereIterationsEnd() throws SQLException {
    job.created();
    job.started(false);
    store();
    for (int i = 0; i < 50; i++) {
      write(failure(1, 4, 3, 0, i, "boom"));
    }
    assertThat(told()).containsExactly("3 of epoch 1: 50 failures, 50 results");
  }

  private void write(ResultRecord... results) {
    ResultChanges changes = new ResultChanges();
    for (ResultRecord result : results) {
      changes.add(result);
    }
    bench
        .database()
        .transaction(
            connection -> {
              ResultTable.upsert(connection, changes.rows(), KEPT);
              return null;
            });
  }

  private void store() {
    JobChange change =
        new JobChange(
            job.id(), job.header(), job.creation(), false, List.of(), SampleJob.NOW, 0, 0);
    bench
        .database()
        .transaction(
            connection -> {
              JobTable.upsert(connection, List.of(new JobTable.Written(change, null)));
              return null;
            });
  }

  private void endless() {
    job.tell(
        new dev.windlass.job.JobEvent.JobPausing(null, null),
        null,
        null,
        d ->
            d.work =
                new dev.windlass.job.Work(
                    2, 0, null, "default", d.work.priority(), d.work.runs(), d.work.stopTimeout()));
  }

  private List<String> told() throws SQLException {
    return bench
        .sql(
            "select sub_job_index || ' of epoch ' || epoch || ': ' || failures || ' failures, '"
                + " || operations || ' results' from sub_job order by sub_job_index")
        .stream()
        .map(List::getFirst)
        .toList();
  }

  private ResultRecord failure(int epoch, long grant, int index, int caseIndex, String error) {
    return failure(epoch, grant, index, caseIndex, 0, error);
  }

  private ResultRecord failure(
      int epoch, long grant, int index, int caseIndex, long iteration, String error) {
    return result(epoch, grant, index, caseIndex, iteration, error, null);
  }

  private ResultRecord success(int epoch, long grant, int index, int caseIndex, String output) {
    return result(epoch, grant, index, caseIndex, 0, null, output);
  }

  private ResultRecord result(
      int epoch,
      long grant,
      int index,
      int caseIndex,
      long iteration,
      String error,
      String output) {
    return new ResultRecord(
        job.id(),
        epoch,
        grant,
        "w-1",
        List.of(
            new ResultRecord.Operation(
                index,
                iteration,
                caseIndex,
                "c",
                1,
                1,
                SampleJob.NOW,
                5,
                error,
                output,
                false,
                false)));
  }
}
