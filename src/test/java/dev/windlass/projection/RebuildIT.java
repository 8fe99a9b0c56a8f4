package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.job.JobEvent;
import dev.windlass.job.JobStatus;
import dev.windlass.projection.rebuild.CannotRebuild;
import dev.windlass.projection.rebuild.Difference;
import dev.windlass.projection.rebuild.Rebuild;
import dev.windlass.projection.rebuild.Report;
import dev.windlass.projection.rebuild.ViewTable;
import dev.windlass.testkit.Await;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(120)
class RebuildIT {
  private static final Rebuild.Progress SILENT = progress(() -> {});
  private ProjectionBench bench;
  private Lives lives;

  @BeforeEach
  void set() throws SQLException {
    bench = new ProjectionBench(Map.of("windlass.projection.batch-records", "7"));
    lives = new Lives(1);
  }

  @AfterEach
  void clear() {
    bench.close();
  }

  @Test
  void viewsThatWereWrittenInOtherBatchesAreEqual() throws SQLException {
    project(lives.add(5));
    Report report = check();
    assertThat(report.details()).isEmpty();
    assertThat(report.counters()).isEmpty();
    assertThat(report.jobs()).isEqualTo(report.equal()).isEqualTo(lives.jobs() - 5);
    assertThat(report.logBegins()).isNull();
  }

  @Test
  void viewsThatWereSweptAreEqual() throws SQLException {
    project(lives.add(2));
    sweep();
    assertThat(bench.sql("select id from directive where id like 'late-%'")).isEmpty();
    assertThat(check().same()).isTrue();
  }

  @Test
  void whatIsCorruptedIsFoundAndPutRight() throws SQLException {
    project(lives.add(2));
    sweep();
    List<String> ids =
        bench.sql("select id from batch_job order by id").stream().map(List::getFirst).toList();
    Map<ViewTable, List<List<String>>> right = everything();
    corrupt("update batch_job set status = 'running' where id = '%s'", ids.get(0));
    corrupt("delete from batch_job where id = '%s'", ids.get(1));
    corrupt(
        "insert into batch_job select gen_random_uuid(), version, epoch, status, namespace, definition,"
            + " definition_version, requested_by, created_at, started_at, stopped_at, sub_jobs,"
            + " number, labels, arguments, input, header, event_partition, event_offset, recent,"
            + " event_at from batch_job where id = '%s'",
        ids.get(2));
    corrupt(
        "update sub_job_page set statuses = 'c1024' where page = 0 and batch_job_id = '%s'",
        ids.get(3));
    corrupt("delete from sub_job_page where page = 1 and batch_job_id = '%s'", ids.get(4));
    corrupt("update directive set state = 'refused' where batch_job_id = '%s'", ids.get(5));
    corrupt("update batch_job set labels = '{}' where id = '%s'", ids.get(6));
    corrupt("update statistics set jobs_completed = jobs_completed + 1 where event_partition = 0");
    corrupt("update backlog set sub_jobs = sub_jobs - 5 where sub_jobs > 5");
    corrupt("delete from throughput where event_partition = 0");
    corrupt(
        "update projection_offset set directives_offset = 77 where partition = 0 and topic = '"
            + bench.topics.events()
            + "'");
    Map<ViewTable, List<List<String>>> wrong = everything();

    Report found = check();

    assertThat(everything()).as("--check changes nothing").isEqualTo(wrong);
    assertThat(found.different()).as(found.details().toString()).isEqualTo(7);
    assertThat(found.onlyLive()).isEqualTo(1);
    assertThat(found.onlyRebuilt()).isEqualTo(1);
    assertThat(found.equal()).isEqualTo(ids.size() - 6);
    assertThat(found.details())
        .contains(
            of(ViewTable.BATCH_JOB, ids.get(0), "status", "running", "completed"),
            of(ViewTable.SUB_JOB_PAGE, ids.get(3) + " 0", "statuses", "c1024", "c9rw1014"));
    assertThat(found.details())
        .extracting(Difference::view)
        .contains(ViewTable.BATCH_JOB, ViewTable.SUB_JOB_PAGE, ViewTable.DIRECTIVE);
    assertThat(found.counters())
        .extracting(Difference::view)
        .contains(
            ViewTable.STATISTICS,
            ViewTable.BACKLOG,
            ViewTable.THROUGHPUT,
            ViewTable.PROJECTION_OFFSET);

    assertThat(putRight().switched()).isTrue();

    assertThat(everything()).isEqualTo(right);
    assertThat(check().same()).isTrue();
    assertThat(bench.sql("select 1 from pg_namespace where nspname = 'windlass_rebuild'"))
        .isEmpty();
  }

  @Test
  void viewsThatWereEmptiedComeBack() throws SQLException {
    project(lives.add(2));
    sweep();
    Map<ViewTable, List<List<String>>> right = everything();
    for (ViewTable view : ViewTable.values()) {
      if (view != ViewTable.PROJECTION_OFFSET) {
        bench.execute("truncate " + view.table());
      }
    }
    putRight();
    assertThat(everything()).isEqualTo(right);
  }

  @Test
  void offsetsThatLieOutsideOfTheLogAreSetAndTheProjectionGoesOn() throws SQLException {
    project(lives.add(1));
    Map<ViewTable, List<List<String>>> right = everything();
    bench.execute("update projection_offset set next_offset = next_offset + 1000");
    assertThat(putRight().counters())
        .extracting(Difference::view, Difference::field)
        .contains(org.assertj.core.groups.Tuple.tuple(ViewTable.PROJECTION_OFFSET, "next_offset"));
    assertThat(everything()).isEqualTo(right);
    bench.send(new Lives(500).add(1).events());
    bench.start("goes-on", source -> source);
    bench.awaitAll(bench.topics.events());
    assertThat(check().same()).isTrue();
  }

  @Test
  void theLiveProjectionGoesOnWhileViewsArePutRight() throws Exception {
    project(lives.add(3));
    bench.start();
    String id = bench.sql("select id from batch_job order by id limit 1").getFirst().getFirst();
    AtomicBoolean enough = new AtomicBoolean();
    Thread sender = Thread.startVirtualThread(() -> sendUntil(enough));
    for (int round = 0; round < 3; round++) {
      corrupt("update batch_job set status = 'running' where id = '%s'", id);
      corrupt("update statistics set operations_done = operations_done + 3");
      assertThat(putRight().details()).extracting(Difference::row).containsOnly(id);
    }
    enough.set(true);
    sender.join();
    bench.awaitAll(bench.topics.events());
    Report after = check();
    assertThat(after.details()).isEmpty();
    assertThat(after.counters()).isEmpty();
  }

  @Test
  void aRebuildThatDiesHasChangedNothingAndTheNextBeginsClean() throws SQLException {
    project(lives.add(1));
    corrupt("update batch_job set status = 'running'");
    Map<ViewTable, List<List<String>>> before = everything();
    assertThatThrownBy(() -> rebuild(true, progress(this::killConnections)))
        .isInstanceOf(CannotRebuild.class)
        .hasMessageContaining("Postgres");
    assertThat(everything()).isEqualTo(before);
    assertThat(bench.sql("select 1 from pg_namespace where nspname = 'windlass_rebuild'"))
        .as("left behind")
        .hasSize(1);
    assertThat(putRight().different()).isPositive();
    assertThat(check().same()).isTrue();
  }

  @Test
  void whatTheLogNoLongerTellsIsKeptAndReported() throws Exception {
    SampleJob old = lives.completed();
    SampleJob long_ = lives.paused();
    project(lives);
    cutLog();
    bench.send(
        long_.changed(SampleJob.counts(500, 0, 1000, 0), long_.page(1, "c476")),
        long_.became(JobStatus.RUNNING));
    bench.send(new Lives(200).add(1).events());
    bench.start("second", source -> source);
    bench.awaitAll(bench.topics.events());
    Map<ViewTable, List<List<String>>> right = everything();

    Report report = check();
    assertThat(report.details()).isEmpty();
    assertThat(report.counters()).isEmpty();
    assertThat(report.kept()).isEqualTo(1);
    assertThat(report.partlyKept()).isEqualTo(1);
    assertThat(report.logBegins()).isNotNull();

    corrupt(
        "update sub_job_page set statuses = 'f476' where page = 1 and batch_job_id = '%s'",
        long_.id());
    corrupt("update batch_job set status = 'failed' where id = '%s'", long_.id());
    assertThat(putRight().different()).isEqualTo(1);
    assertThat(everything()).isEqualTo(right);
    assertThat(bench.sql("select id from batch_job where id = '" + old.id() + "'")).hasSize(1);
  }

  @Test
  void aBatchJobThatWasToldAnewNeedsNothingOfTheLiveViews() throws Exception {
    SampleJob job = lives.paused();
    project(lives);
    cutLog();
    bench.send(
        job.tell(new JobEvent.JobSnapshot(job.creation()), null, null, d -> {}),
        job.tell(new JobEvent.JobSnapshot(job.creation()), job.page(0, "c9pw1014"), null, d -> {}));
    bench.start("second", source -> source);
    bench.awaitAll(bench.topics.events());
    Map<ViewTable, List<List<String>>> right = everything();
    corrupt("update batch_job set labels = '{\"team\": \"none\"}', arguments = null");
    assertThat(putRight().different()).isEqualTo(1);
    assertThat(everything()).isEqualTo(right);
  }

  @Test
  void anEventThatCannotBeReadIsLeftOutAsByTheLiveViews() throws SQLException {
    SampleJob job = lives.completed();
    bench.send(bench.topics.events(), 0, job.id().toString(), "{".getBytes());
    project(lives);
    Report report = check();
    assertThat(report.same()).isTrue();
    assertThat(report.leftOut()).isEqualTo(1);
    assertThat(report.leftOutReasons().getFirst()).contains("the header ce_type is missing");
    corrupt("update batch_job set status = 'running' where id = '%s'", job.id());
    assertThat(check().doubtful()).isEqualTo(1);
    assertThatThrownBy(this::putRight)
        .isInstanceOf(CannotRebuild.class)
        .hasMessageContaining("1 batch jobs differ and have events that this version can't read");
  }

  @Test
  void theWrongLogIsRefused() throws SQLException {
    project(lives.add(1));
    bench.execute("update projection_offset set topic_id = gen_random_uuid()");
    assertThatThrownBy(this::putRight)
        .isInstanceOf(CannotRebuild.class)
        .hasMessageContaining("is not the log that the views came from");
    bench.execute("update projection_offset set topic = 'other.' || topic");
    assertThatThrownBy(this::putRight)
        .isInstanceOf(CannotRebuild.class)
        .hasMessageContaining("come from other." + bench.topics.events());
  }

  @Test
  void aDatabaseOfANewerVersionIsRefused() throws SQLException {
    bench.execute(
        "insert into flyway_schema_history select 99, '99', 'newer', type, script, 1, installed_by,"
            + " now(), 1, true from flyway_schema_history limit 1");
    assertThatThrownBy(this::putRight)
        .isInstanceOf(CannotRebuild.class)
        .hasMessageContaining("migration 99");
  }

  @Test
  void aSecondRebuildAtTheSameTimeIsRefused() throws SQLException {
    project(lives.add(1));
    CountDownLatch refused = new CountDownLatch(1);
    Report first =
        rebuild(
            false,
            progress(
                () -> {
                  assertThatThrownBy(this::putRight)
                      .isInstanceOf(CannotRebuild.class)
                      .hasMessageContaining("Another rebuild of these views is under way");
                  refused.countDown();
                }));
    assertThat(refused.getCount()).isZero();
    assertThat(first.same()).isTrue();
  }

  @Test
  void everyViewIsListedWithItsPrimaryKey() throws SQLException {
    for (ViewTable view : ViewTable.values()) {
      assertThat(
              bench.sql(
                  "select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                      + " and a.attnum = any(i.indkey) where i.indisprimary and i.indrelid = '"
                      + view.table()
                      + "'::regclass"))
          .extracting(List::getFirst)
          .as(view.table())
          .containsExactlyInAnyOrderElementsOf(view.key());
    }
  }

  /** Every event of it by a projection that then ends. */
  private void project(Lives events) throws SQLException {
    bench.send(events.events());
    try (var projection = bench.start("first", source -> source)) {
      bench.awaitAll(bench.topics.events());
    }
  }

  private void sweep() {
    Sweeper sweeper = new Sweeper(bench.database(), 100);
    Await.until("all is swept", () -> !sweeper.slice());
  }

  private void sendUntil(AtomicBoolean enough) {
    for (int number = 1000; !enough.get(); number += 100) {
      bench.send(new Lives(number).add(1).events());
      bench.awaitAll(bench.topics.events());
    }
  }

  private void cutLog() throws Exception {
    Map<TopicPartition, RecordsToDelete> all =
        new TreeMap<>(java.util.Comparator.comparing(TopicPartition::partition));
    bench
        .ends(bench.topics.events())
        .forEach((at, end) -> all.put(at, RecordsToDelete.beforeOffset(end)));
    try (var admin = bench.admin()) {
      admin.deleteRecords(all).all().get();
    }
  }

  private void corrupt(String statement, Object... values) throws SQLException {
    bench.execute(statement.formatted(values));
  }

  private void killConnections() {
    try {
      bench.sql(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Report check() {
    return rebuild(false, SILENT);
  }

  private Report putRight() {
    return rebuild(true, SILENT);
  }

  private Report rebuild(boolean putRight, Rebuild.Progress progress) {
    PGSimpleDataSource fresh = (PGSimpleDataSource) bench.dataSource();
    fresh.setCurrentSchema(Rebuild.schema());
    return new Rebuild(
            new Rebuild.Servers(bench.clients, bench.topics.events(), bench.dataSource(), fresh),
            new Rebuild.Order(putRight, 20),
            progress)
        .run();
  }

  private static Rebuild.Progress progress(Runnable beforeComparing) {
    return new Rebuild.Progress() {
      @Override
      public void step(long read, long all) {}

      @Override
      public void phase(String name) {
        beforeComparing.run();
      }
    };
  }

  private static Difference of(
      ViewTable view, String row, String field, String live, String rebuilt) {
    return new Difference(view, row, field, live, rebuilt);
  }

  /** All that is compared, rows of nothing left out. */
  private Map<ViewTable, List<List<String>>> everything() throws SQLException {
    Map<ViewTable, List<List<String>>> all = new TreeMap<>();
    for (ViewTable view : ViewTable.values()) {
      String columns =
          view.uncompared().stream().map(c -> " - '" + c + "'").reduce("", String::concat);
      String where =
          switch (view) {
            case PROJECTION_OFFSET -> " where topic = '" + bench.topics.events() + "'";
            case BACKLOG -> " where sub_jobs <> 0";
            default -> "";
          };
      all.put(
          view,
          bench.sql(
              "select (to_jsonb(t)%s)::text from %s t%s order by 1"
                  .formatted(columns, view.table(), where)));
    }
    return all;
  }
}
