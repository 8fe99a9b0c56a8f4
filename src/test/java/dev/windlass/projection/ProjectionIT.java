package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.DirectiveOutcome;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobStatus;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Written;
import dev.windlass.view.Counter;
import dev.windlass.view.RecentProgress;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.WorkerRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProjectionIT {
  private ProjectionBench bench;

  @BeforeEach
  void set() throws SQLException {
    bench = new ProjectionBench(Map.of("windlass.projection.batch-records", "50"));
  }

  @AfterEach
  void clear() {
    bench.close();
  }

  @Test
  void statisticsEqualARecountAndRowsTheNewestHeaders() throws SQLException {
    RandomJobs jobs = new RandomJobs(1, 40).steps(1000);
    bench.start();
    bench.send(jobs.events());
    awaitEvents();
    assertRowsAre(jobs);
    assertThat(statistics()).isEqualTo(recount());
    assertThat(backlog()).isEqualTo(recountedBacklog());
  }

  @Test
  void replayingTheSameEventsChangesNothing() throws SQLException {
    RandomJobs jobs = new RandomJobs(2, 20).steps(500);
    try (var first = bench.start()) {
      bench.send(jobs.events());
      awaitEvents();
    }
    Map<String, List<List<String>>> before = everything();
    bench.execute("delete from projection_offset");
    bench.start();
    awaitEvents();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void eventsThatAreDoubledInTheLogCountOnce() throws SQLException {
    RandomJobs jobs = new RandomJobs(3, 20).steps(500);
    bench.start();
    bench.send(jobs.events());
    bench.send(jobs.events());
    awaitEvents();
    assertRowsAre(jobs);
    assertThat(statistics()).isEqualTo(recount());
  }

  @Test
  void twoProjectionsOfOneGroupShareThePartitions() throws SQLException {
    RandomJobs jobs = new RandomJobs(4, 40).steps(500);
    bench.start();
    bench.send(jobs.events());
    bench.start();
    bench.send(jobs.steps(500).events());
    awaitEvents();
    assertRowsAre(jobs);
    assertThat(statistics()).isEqualTo(recount());
  }

  /** Groups of their own give both of them every partition: only Postgres is between them. */
  @Test
  void twoProjectionsThatReadTheSamePartitionsCountEachEventOnce() throws SQLException {
    OrderlyJobs jobs = new OrderlyJobs(40);
    bench.start("one", UnaryOperator.identity());
    bench.start("other", UnaryOperator.identity());
    bench.send(jobs.events());
    awaitEvents();
    assertThat(statistics()).isEqualTo(recount());
    assertThat(ended()).isEqualTo(jobs.ended());
    assertThat(changes()).isEqualTo(levels());
  }

  @Test
  void whatIsLostBeforeTheCommitIsWrittenAgain() throws SQLException {
    OrderlyJobs jobs = new OrderlyJobs(20);
    FailingCommits failing = new FailingCommits(3, false);
    bench.start("group", failing::around);
    bench.send(jobs.events());
    awaitEvents();
    assertThat(failing.left()).isZero();
    assertThat(statistics()).isEqualTo(recount());
    assertThat(ended()).isEqualTo(jobs.ended());
    assertThat(changes()).isEqualTo(levels());
  }

  @Test
  void aCommitWhoseAnswerIsLostCountsOnce() throws SQLException {
    OrderlyJobs jobs = new OrderlyJobs(20);
    FailingCommits failing = new FailingCommits(3, true);
    bench.start("group", failing::around);
    bench.send(jobs.events());
    awaitEvents();
    assertThat(failing.left()).isZero();
    assertThat(statistics()).isEqualTo(recount());
    assertThat(ended()).isEqualTo(jobs.ended());
    assertThat(changes()).isEqualTo(levels());
  }

  @Test
  void anAbortedTransactionIsNoPartOfTheViews() throws Exception {
    SampleJob job = SampleJob.of(1, 0, 10);
    EventRecord created = job.created();
    EventRecord never = job.became(JobStatus.INVALID);
    bench.start();
    try (Producer<byte[], byte[]> producer =
        bench.clients.producer("tx", Map.of("transactional.id", bench.topics.prefix()))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(bench.record(created));
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(bench.record(never));
      producer.flush();
      producer.abortTransaction();
    }
    awaitEvents();
    assertThat(bench.sql("select status from batch_job")).isEqualTo(List.of(List.of("created")));
  }

  @Test
  void anOlderVersionThatComesLateChangesNothing() throws SQLException {
    SampleJob job = SampleJob.of(1, 0, 10);
    EventRecord created = job.created();
    EventRecord started = job.started(false);
    EventRecord page = job.changed(SampleJob.counts(9, 0, 1, 0), job.page(0, "cw9"));
    bench.start();
    bench.send(page);
    awaitEvents();
    bench.send(started, created);
    awaitEvents();
    assertThat(bench.sql("select version, status from batch_job"))
        .isEqualTo(List.of(List.of("3", "running")));
    assertThat(bench.sql("select statuses from sub_job_page")).isEqualTo(List.of(List.of("cw9")));
    assertThat(statistics()).isEqualTo(recount());
  }

  @Test
  void argumentsAndLabelsSurviveLaterEvents() throws SQLException {
    SampleJob job = SampleJob.of(1, 0, 10);
    bench.start();
    bench.send(job.created());
    awaitEvents();
    bench.send(job.started(false), job.became(JobStatus.PAUSED));
    awaitEvents();
    assertThat(
            bench.sql(
                "select arguments ->> 'region', labels ->> 'team', input ->> 'id' from batch_job"))
        .isEqualTo(List.of(List.of("eu", "roads", "in_1")));
  }

  @Test
  void anUnreadableRecordGoesToTheDeadLettersAndTheRestGoesOn() throws SQLException {
    SampleJob job = SampleJob.of(1, 0, 10);
    bench.start();
    bench.send(bench.topics.events(), 0, job.id().toString(), "{".getBytes());
    bench.send(job.created());
    awaitEvents();
    assertThat(bench.sql("select status from batch_job")).hasSize(1);
    DeadLetter letter = deadLetters(1).getFirst();
    assertThat(letter.topic()).isEqualTo(bench.topics.events());
    assertThat(letter.reason()).isEqualTo("the header ce_type is missing");
    assertThat(letter.value()).isEqualTo("{".getBytes());
  }

  @Test
  void anEventOfAnUnknownTypeIsAppliedAsFarAsEventsAreAlikeAndPutAside() throws SQLException {
    SampleJob job = SampleJob.of(1, 0, 10);
    bench.start();
    bench.send(job.created());
    bench.sendOfUnknownType(job.became(JobStatus.PAUSED));
    awaitEvents();
    assertThat(bench.sql("select status, arguments ->> 'region' from batch_job"))
        .isEqualTo(List.of(List.of("paused", "eu")));
    assertThat(bench.sql("select count(*) from directive where state = 'applied'"))
        .isEqualTo(List.of(List.of("1")));
    assertThat(statistics()).isEqualTo(recount());
    DeadLetter letter = deadLetters(1).getFirst();
    assertThat(letter.reason())
        .isEqualTo("'dev.windlass.JobDanced' is not a type of event that this version knows");
    assertThat(letter.headers()).extracting(DeadLetter.RecordHeader::name).contains("ce_type");
    assertThat(letter.whole()).isTrue();
  }

  @Test
  void aDirectiveThatCouldNotBeReadAndThenCouldShowsWhatBecameOfIt() throws SQLException {
    SampleJob job = SampleJob.of(1, 0, 10);
    EventRecord paused = job.became(JobStatus.PAUSED);
    DirectiveOutcome outcome = paused.directive();
    bench.start();
    bench.send(malformed(paused, outcome.id()));
    awaitEvents();
    assertThat(bench.sql("select directive, state from directive"))
        .isEqualTo(List.of(List.of("null", "refused")));
    bench.send(paused);
    bench.send(malformed(paused, outcome.id()));
    awaitEvents();
    assertThat(bench.sql("select directive, state, requested_by from directive"))
        .isEqualTo(List.of(List.of("start", "applied", "ana")));
  }

  private static EventRecord malformed(EventRecord like, String directive) {
    return new EventRecord(
        "malformed",
        like.time(),
        like.job(),
        new JobEvent.DirectiveRefused(),
        null,
        null,
        new DirectiveOutcome(
            directive,
            null,
            DirectiveOutcome.State.REFUSED,
            "malformed",
            "'dance' is not a DirectiveKind",
            null,
            like.time()),
        0);
  }

  @Test
  void lettersBecomeRowsOnceAndWhatIsNoLetterIsNotPutAsideAgain() throws SQLException {
    bench.start();
    String topic = bench.topics.deadLetters();
    bench.send(bench.topics.events(), 0, "x", "{".getBytes());
    awaitEvents();
    byte[] letter = Json.write(deadLetters(1).getFirst());
    bench.send(topic, 0, "x", letter);
    bench.send(topic, 0, "x", "{\"reason\": \"\\u0000\"}".getBytes());
    bench.send(topic, 0, "x", "garbage".getBytes());
    long end = bench.ends(topic).get(new TopicPartition(topic, 0));
    bench.awaitAll(topic);
    assertThat(bench.sql("select topic, reason from dead_letter order by letter_offset"))
        .hasSize(3)
        .first()
        .isEqualTo(List.of(bench.topics.events(), "the header ce_type is missing"));
    assertThat(bench.sql("select kind, letters, redriven from dead_letter_count order by kind"))
        .isEqualTo(List.of(List.of("dead-letters", "2", "0"), List.of("events", "1", "0")));
    assertThat(bench.ends(topic)).containsEntry(new TopicPartition(topic, 0), end);
  }

  @Test
  void aLetterThatPostgresRefusesIsLeftOut() throws SQLException {
    bench.execute("alter table dead_letter add check (partition <> 77)");
    bench.start();
    String topic = bench.topics.deadLetters();
    for (int partition : List.of(1, 77, 2)) {
      bench.send(topic, 0, "x", letter(partition));
    }
    bench.awaitAll(topic);
    assertThat(bench.sql("select partition from dead_letter order by partition"))
        .isEqualTo(List.of(List.of("1"), List.of("2")));
    assertThat(bench.ends(topic)).containsValue(3L);
  }

  private static byte[] letter(int partition) {
    return Json.write(
        new DeadLetter(
            "t", partition, 5, "worker", "why", SampleJob.NOW, null, null, List.of(), 0, null));
  }

  @Test
  void aRecordThatPostgresRefusesIsFoundAndTheOthersAreKept() throws SQLException {
    bench.execute("alter table batch_job add check (sub_jobs <> 777)");
    bench.send(bench.topics.events(), 1, "x", "{".getBytes());
    RandomJobs jobs = new RandomJobs(8, 10).steps(50);
    bench.send(jobs.events());
    bench.send(SampleJob.of(900, 0, 777).created());
    RandomJobs more = new RandomJobs(9, 3);
    bench.send(more.jobs().stream().map(job -> job.started(false)).toArray(EventRecord[]::new));
    bench.start();
    awaitEvents();
    assertThat(deadLetters(2))
        .as("one each, however often a batch was halved")
        .extracting(letter -> letter.reason().split(":")[0])
        .containsExactlyInAnyOrder("the header ce_type is missing", "Postgres refuses it");
    assertThat(bench.sql("select id from batch_job where sub_jobs = 777")).isEmpty();
    assertThat(bench.sql("select count(*) from batch_job where status = 'running'"))
        .isNotEqualTo(List.of(List.of("0")));
    assertThat(statistics()).isEqualTo(recount());
  }

  @Test
  void offsetsOfAnotherLogStopTheRoleLoudly() throws SQLException {
    try (var first = bench.start()) {
      bench.send(SampleJob.of(1, 0, 10).created());
      awaitEvents();
    }
    bench.execute("update projection_offset set topic_id = gen_random_uuid()");
    var second = bench.start();
    String reason = Await.value("unwell", () -> second.unwell().orElse(""), s -> !s.isEmpty());
    assertThat(reason).contains("stopped").contains("is not the log that the views came from");
  }

  @Test
  void aLogThatBeginsAfterTheViewsStopsTheRoleLoudly() throws Exception {
    SampleJob job = SampleJob.of(1, 0, 10);
    bench.send(job.created(), job.started(false), job.became(JobStatus.PAUSED));
    try (var admin = bench.admin()) {
      TopicPartition partition = new TopicPartition(bench.topics.events(), 0);
      admin
          .deleteRecords(
              Map.of(partition, org.apache.kafka.clients.admin.RecordsToDelete.beforeOffset(2)))
          .all()
          .get();
    }
    var projection = bench.start();
    String reason = Await.value("unwell", () -> projection.unwell().orElse(""), s -> !s.isEmpty());
    assertThat(reason).contains("begins at offset 2 and the database has nothing of it");
    assertThat(bench.sql("select id from batch_job")).isEmpty();
  }

  @Test
  void aRefusedDirectiveOfAnUnknownBatchJobIsInTheAudit() throws SQLException {
    SampleJob job = SampleJob.of(1, 0, 10);
    bench.start();
    bench.send(job.refusedUnknown("d-1"));
    awaitEvents();
    assertThat(bench.sql("select id, state, requested_by from directive"))
        .isEqualTo(List.of(List.of("d-1", "refused", "ana")));
    assertThat(bench.sql("select id from batch_job")).isEmpty();
  }

  @Test
  void whatWasDoneNotLongAgoIsKeptWhileABatchJobRuns() throws SQLException {
    SampleJob job = SampleJob.of(1, 0, 1000);
    bench.start();
    told(job.created(), job.started(false));
    assertThat(recent().newer().done()).isZero();
    told(job.later(Duration.ofSeconds(10)).changed(SampleJob.counts(500, 0, 500, 0), null));
    told(job.later(Duration.ofSeconds(6)).changed(SampleJob.counts(497, 0, 503, 0), null));
    told(job.later(Duration.ofSeconds(4)).changed(SampleJob.counts(495, 0, 505, 0), null));
    assertThat(recent().older().done()).isEqualTo(1000);
    assertThat(recent().newer().done()).isEqualTo(1006);
    assertThat(bench.sql("select event_at - (recent #>> '{older,at}')::timestamptz from batch_job"))
        .isEqualTo(List.of(List.of("00:00:10.02")));
    told(job.became(JobStatus.PAUSED));
    assertThat(bench.sql("select recent from batch_job")).isEqualTo(List.of(List.of("null")));
  }

  private void told(EventRecord... events) {
    bench.send(events);
    awaitEvents();
  }

  private RecentProgress recent() throws SQLException {
    String json = bench.sql("select recent from batch_job").getFirst().getFirst();
    return Json.read(json.getBytes(StandardCharsets.UTF_8), RecentProgress.class);
  }

  @Test
  void theHighestDirectiveStandsBesideTheOffset() throws SQLException {
    SampleJob job = SampleJob.of(1, 0, 10);
    bench.start();
    bench.send(job.created(), job.started(false), job.became(JobStatus.PAUSED));
    awaitEvents();
    assertThat(
            bench.sql(
                "select directives_offset from projection_offset where partition = 0 and topic = '"
                    + bench.topics.events()
                    + "'"))
        .isEqualTo(List.of(List.of("1")));
  }

  @Test
  void workersComeAndGo() throws SQLException {
    bench.start();
    worker("w-1", 3);
    worker("w-2", 1);
    worker("w-1", 5);
    bench.send(bench.topics.workers(), 0, "w-2", null);
    bench.awaitAll(bench.topics.workers());
    assertThat(bench.sql("select incarnation, busy, queues from worker"))
        .isEqualTo(List.of(List.of("w-1", "5", "{default}")));
  }

  private void worker(String incarnation, int busy) {
    WorkerRecord record =
        new WorkerRecord(
            incarnation,
            "worker",
            List.of("default"),
            32,
            busy,
            0,
            false,
            0,
            "1",
            SampleJob.NOW,
            SampleJob.NOW.plusSeconds(busy));
    bench.send(bench.topics.workers(), 0, incarnation, Json.write(record));
  }

  private void awaitEvents() {
    bench.awaitAll(bench.topics.events());
  }

  private void assertRowsAre(RandomJobs jobs) throws SQLException {
    Map<String, String> stored =
        bench.sql("select id, version || ' ' || status from batch_job").stream()
            .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
    Map<String, String> told =
        jobs.jobs().stream()
            .collect(
                Collectors.toMap(
                    job -> job.id().toString(),
                    job -> job.header().version() + " " + job.header().status().label()));
    assertThat(stored).isEqualTo(told);
  }

  private List<String> statistics() throws SQLException {
    String sums =
        Counter.NAMES.stream().map(n -> "sum(" + n + ")").collect(Collectors.joining(", "));
    return bench.sql("select " + sums + " from statistics").getFirst();
  }

  /** The slow way: out of every row. */
  private List<String> recount() throws SQLException {
    String sums =
        Counter.NAMES.stream().map(ProjectionIT::recount).collect(Collectors.joining(", "));
    return bench.sql("select " + sums + " from batch_job").getFirst();
  }

  private List<List<String>> backlog() throws SQLException {
    return bench.sql(
        "select event_partition, queue, sub_jobs from backlog where sub_jobs <> 0 order by 1, 2");
  }

  /** As the migration counts what is there before it. */
  private List<List<String>> recountedBacklog() throws SQLException {
    String migration = Written.read(Path.of("src/main/resources/db/migration/V3__backlog.sql"));
    String select = migration.substring(migration.indexOf("select event_partition"));
    return bench.sql(
        "select * from (" + select.replace(";", "") + ") as counted where sum <> 0 order by 1, 2");
  }

  private static String recount(String counter) {
    if (counter.startsWith("jobs_")) {
      String status = counter.substring(5).replace("restarting", "re-starting");
      return "count(*) filter (where status = '" + status + "')";
    }
    String field = counter.replaceFirst("^sub_jobs_", "");
    StringBuilder camel = new StringBuilder();
    for (String part : field.split("_")) {
      camel.append(
          camel.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    String path = counter.startsWith("sub_jobs_") ? "header -> 'counts'" : "header";
    return "coalesce(sum((%s ->> '%s')::bigint) filter (where status <> 'deleted'), 0)"
        .formatted(path, camel);
  }

  private List<String> ended() throws SQLException {
    return bench
        .sql(
            "select sum(jobs_ended), sum(sub_jobs_ended), sum(operations_done),"
                + " sum(operations_failed) from throughput")
        .getFirst();
  }

  /** What all changes come to must be what is there. */
  private List<String> changes() throws SQLException {
    return bench.sql("select sum(running_change), sum(backlog_change) from throughput").getFirst();
  }

  private List<String> levels() throws SQLException {
    return bench
        .sql(
            "select (select sum(sub_jobs_running) from statistics),"
                + " (select coalesce(sum(sub_jobs), 0) from backlog)")
        .getFirst();
  }

  private Map<String, List<List<String>>> everything() throws SQLException {
    Map<String, List<List<String>>> all = new java.util.TreeMap<>();
    for (String table :
        List.of("batch_job", "sub_job_page", "directive", "statistics", "backlog", "throughput")) {
      all.put(table, bench.sql("select t::text from " + table + " t order by 1"));
    }
    return all;
  }

  private List<DeadLetter> deadLetters(int count) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        bench.clients.consumer("letters", Map.of("auto.offset.reset", "earliest"))) {
      consumer.assign(
          consumer.partitionsFor(bench.topics.deadLetters()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList());
      List<DeadLetter> letters = new java.util.ArrayList<>();
      Await.until(
          count + " dead letters",
          () -> {
            consumer
                .poll(Duration.ofMillis(100))
                .forEach(record -> letters.add(Json.read(record.value(), DeadLetter.class)));
            return letters.size() >= count;
          });
      assertThat(letters).hasSize(count);
      return letters;
    }
  }
}
