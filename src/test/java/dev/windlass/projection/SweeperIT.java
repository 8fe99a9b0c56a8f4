package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobStatus;
import dev.windlass.wire.EventRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SweeperIT {
  private static final int ROWS = 100;
  private final SampleJob job = SampleJob.of(1, 0, 5000);
  private ProjectionBench bench;
  private long offset;

  @BeforeEach
  void set() throws SQLException {
    bench = new ProjectionBench(Map.of());
  }

  @AfterEach
  void clear() {
    bench.close();
  }

  @Test
  void aRestartDeletesWhatOlderEpochsToldInSlices() throws SQLException {
    fold(job.created(), job.started(false));
    results(1, 1000);
    fold(job.started(false));
    results(2, 300);
    assertThat(count("operation_result")).isEqualTo(2 * 1300);
    assertThat(sweep()).isGreaterThan(2000 / ROWS);
    assertThat(count("operation_result")).isEqualTo(2 * 300);
    assertThat(bench.sql("select min(epoch), count(*) from sub_job"))
        .isEqualTo(List.of(List.of("2", "300")));
    assertThat(count("sweep")).isZero();
  }

  @Test
  void aRestartThatKeepsWhatSucceededDeletesNothing() throws SQLException {
    fold(job.created(), job.started(false));
    results(1, 10);
    fold(job.started(true));
    assertThat(sweep()).isZero();
    assertThat(count("operation_result")).isEqualTo(20);
  }

  @Test
  void thePurgeLeavesNothingOfABatchJobAndAllOfOthers() throws SQLException {
    SampleJob other = SampleJob.of(2, 0, 5000);
    for (SampleJob each : List.of(job, other)) {
      fold(each.created(), each.started(false));
      fold(each.changed(SampleJob.counts(4999, 1, 0, 0), each.page(0, "rw1023")));
      kept(each);
    }
    results(1, 500);
    fold(job.became(JobStatus.DELETED));
    assertThat(bench.sql("select status from batch_job where id = '" + job.id() + "'"))
        .isEqualTo(List.of(List.of("deleted")));
    fold(job.purged());
    assertThat(bench.sql("select id::text from batch_job"))
        .isEqualTo(List.of(List.of(other.id().toString())));
    sweep();
    for (String table : List.of("sub_job_page", "directive", "idempotency_key")) {
      assertThat(bench.sql("select distinct batch_job_id::text from " + table))
          .as(table)
          .isEqualTo(List.of(List.of(other.id().toString())));
    }
    assertThat(count("operation_result") + count("sub_job") + count("sweep")).isZero();
    assertThat(bench.sql("select id from input")).isEqualTo(List.of(List.of("in_2")));
    assertThat(bench.sql("select distinct input_id from input_page"))
        .isEqualTo(List.of(List.of("in_2")));
  }

  @Test
  void aBatchJobStaysUntilItsDirectivesAreInTheAudit() throws SQLException {
    fold(job.created(), job.started(false));
    fold(job.purged());
    bench.execute("insert into audit_cursor select 0, max(event_offset) from directive");
    assertThat(sweep()).isZero();
    assertThat(count("directive")).isPositive();
    bench.execute("update audit_cursor set next_offset = next_offset + 1");
    sweep();
    assertThat(count("directive") + count("sweep")).isZero();
  }

  @Test
  void anInputThatAnotherBatchJobRunsOverStays() throws SQLException {
    SampleJob other = SampleJob.of(2, 0, 5000);
    fold(job.created(), other.created());
    kept(job);
    bench.execute("update batch_job set input = '{\"id\": \"in_1\"}'");
    fold(job.purged());
    sweep();
    assertThat(bench.sql("select id from input")).isEqualTo(List.of(List.of("in_1")));
    fold(other.purged());
    sweep();
    assertThat(count("input") + count("input_page")).isZero();
  }

  @Test
  void workersThatDiedWithoutAWordAreForgotten() throws SQLException {
    bench.execute(
        "insert into worker select n::text, 'w', '{}', 1, 0, 0, false, 0, '1', now(),"
            + " now() - n * interval '1 hour' from generate_series(0, 2) n");
    assertThat(sweeper().forgetWorkers(Instant.now().minusSeconds(5400))).isEqualTo(1);
    assertThat(count("worker")).isEqualTo(2);
  }

  private void fold(EventRecord... events) {
    EventBatch batch = new EventBatch((partition, event) -> {});
    for (EventRecord event : events) {
      var record = bench.record(event);
      batch.add(
          new org.apache.kafka.clients.consumer.ConsumerRecord<>(
              record.topic(),
              0,
              offset++,
              0,
              org.apache.kafka.common.record.TimestampType.CREATE_TIME,
              0,
              0,
              record.key(),
              record.value(),
              record.headers(),
              java.util.Optional.empty()));
    }
    bench
        .database()
        .transaction(
            connection -> {
              batch.write(connection);
              return null;
            });
  }

  private void results(int epoch, int subJobs) throws SQLException {
    bench.execute(
        """
        insert into operation_result select '%s', i, %d, 0, c, 1, 'c', 1, 1, 'w', now(), 5, 'boom',
          null, false, false from generate_series(1, %d) i, generate_series(0, 1) c
        """
            .formatted(job.id(), epoch, subJobs));
    bench.execute(
        """
        insert into sub_job select '%s', i, %d, 2, 2, 'w', now(), now()
        from generate_series(1, %d) i
        on conflict (batch_job_id, sub_job_index) do update set epoch = excluded.epoch
        """
            .formatted(job.id(), epoch, subJobs));
  }

  /** What control keeps of it. */
  private void kept(SampleJob each) throws SQLException {
    String input = each.creation().input().id();
    bench.execute(
        "insert into idempotency_key values ('default', '%s', '%s', 'h', now())"
            .formatted(input, each.id()));
    bench.execute(
        "insert into input values ('%s', 'default', 'text/csv', 1, 1, 1, null, now(), true)"
            .formatted(input));
    bench.execute(
        "insert into input_page select '%s', n, n, 1, '[]' from generate_series(1, 200) n"
            .formatted(input));
  }

  private Sweeper sweeper() {
    return new Sweeper(bench.database(), ROWS);
  }

  private int sweep() {
    Sweeper sweeper = sweeper();
    int slices = 0;
    while (sweeper.slice()) {
      slices++;
    }
    return slices;
  }

  @Test
  void deadLettersGoWithWhatIsKnownOfThemAndAreNoLongerCounted() throws SQLException {
    bench.execute(
        """
        insert into dead_letter
          (id, letter_partition, letter_offset, topic, partition, record_offset, kind, role,
           reason, parked_at, value_bytes, truncated)
        select 'dl-0-' || i, 0, i, 'windlass.claims', 0, i, 'claims', 'coordinator', 'why',
          now() - i * interval '1 day', 0, false
        from generate_series(1, 250) i
        """);
    bench.execute("insert into dead_letter_count values ('claims', 250, 2)");
    bench.execute(
        "insert into dead_letter_redrive values ('dl-0-5', 1, now(), 'ana', 0, 900),"
            + " ('dl-0-200', 1, now(), 'ana', 0, 901)");
    Sweeper sweeper = sweeper();
    Instant before = Instant.now().minus(java.time.Duration.ofDays(30));
    assertThat(List.of(sweeper.forgetLetters(before), sweeper.forgetLetters(before)))
        .isEqualTo(List.of(ROWS, ROWS));
    assertThat(sweeper.forgetLetters(before)).isEqualTo(250 - 29 - 2 * ROWS);
    assertThat(count("dead_letter")).isEqualTo(29);
    assertThat(bench.sql("select letters, redriven from dead_letter_count"))
        .isEqualTo(List.of(List.of("29", "1")));
    assertThat(bench.sql("select letter_id from dead_letter_redrive"))
        .isEqualTo(List.of(List.of("dl-0-5")));
  }

  private int count(String table) throws SQLException {
    return Integer.parseInt(bench.sql("select count(*) from " + table).getFirst().getFirst());
  }
}
