package dev.windlass.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Begun;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.SubJobStatus;
import dev.windlass.view.BatchJobFilter;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.BatchJobs;
import dev.windlass.view.Cursor;
import dev.windlass.view.DirectiveRow;
import dev.windlass.view.Directives;
import dev.windlass.view.Freshness;
import dev.windlass.view.Slice;
import dev.windlass.view.Statistics;
import dev.windlass.view.SubJobDetail;
import dev.windlass.view.SubJobRow;
import dev.windlass.view.SubJobs;
import dev.windlass.view.Workers;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.Token;
import dev.windlass.wire.WireConfig;
import dev.windlass.wire.WorkerRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes in as events and results comes out of the views. */
@QuarkusTest
@Tag("own-jvm")
@QuarkusTestResource(value = FreshServers.class, restrictToAnnotatedClass = true)
class ViewsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static int number = 100;

  @Inject BatchJobs batchJobs;
  @Inject SubJobs subJobs;
  @Inject Directives directives;
  @Inject Workers workers;
  @Inject Statistics statistics;
  @Inject Freshness freshness;
  @Inject KafkaClients clients;
  @Inject WireConfig wire;
  private Producer<byte[], byte[]> producer;

  @BeforeEach
  void set() {
    producer = clients.producer("views-it", Map.of());
  }

  @AfterEach
  void clear() {
    producer.close();
  }

  @Test
  void aBatchJobIsFoundWithAllThatIsKnownOfIt() throws Exception {
    SampleJob job = job(10);
    Token token = send(job.created(), job.started(false));
    BatchJobRow row = batchJobs.find(job.id().value()).orElseThrow();
    assertThat(row.header()).isEqualTo(job.header());
    assertThat(row.arguments()).isEqualTo(job.creation().arguments());
    assertThat(row.labels()).isEqualTo(job.creation().labels());
    assertThat(row.input()).isEqualTo(job.creation().input());
    assertThat(row.token()).isEqualTo(token);
    assertThat(batchJobs.find(job(1).id().value())).isEmpty();
  }

  @Test
  void aListIsReadInSlicesNewestFirst() throws Exception {
    List<SampleJob> jobs = IntStream.range(0, 7).mapToObj(i -> job(3)).toList();
    send(jobs.stream().map(SampleJob::created).toArray(EventRecord[]::new));
    BatchJobFilter these = since(jobs.getFirst());
    List<JobId> seen = new ArrayList<>();
    Cursor cursor = null;
    do {
      Slice<BatchJobRow> slice = batchJobs.list(these, cursor, 3);
      slice.items().forEach(row -> seen.add(row.header().id()));
      cursor = slice.next() == null ? null : Cursor.parse(slice.next().toString());
    } while (cursor != null);
    assertThat(seen).isEqualTo(jobs.reversed().stream().map(SampleJob::id).toList());
  }

  @Test
  void everyFilterFindsItsOwn() throws Exception {
    SampleJob even = job(3);
    SampleJob odd = job(3);
    send(even.created(), odd.created(), odd.started(false), even.became(JobStatus.DELETED));
    SampleJob maps = even.creation().labels().get("team").equals("maps") ? even : odd;
    assertThat(found(since(even))).containsExactly(odd.id());
    assertThat(found(filter(even, Set.of(JobStatus.DELETED), null, null)))
        .containsExactly(even.id());
    assertThat(found(filter(even, Set.of(JobStatus.RUNNING), null, null)))
        .containsExactly(odd.id());
    Set<JobStatus> both = Set.of(JobStatus.RUNNING, JobStatus.DELETED);
    assertThat(found(filter(even, both, Map.of("team", "maps"), null))).containsExactly(maps.id());
    assertThat(found(filter(even, both, Map.of("team", "none"), null))).isEmpty();
    assertThat(found(filter(even, both, null, odd.id().toString().substring(0, 20))))
        .contains(odd.id());
    assertThat(found(filter(even, both, null, "EOCOD"))).contains(odd.id(), even.id());
    assertThat(found(filter(even, both, null, "e%d"))).isEmpty();
    assertThat(
            found(
                new BatchJobFilter(
                    "default",
                    both,
                    "geocode",
                    null,
                    odd.header().requestedBy(),
                    even.header().createdTime(),
                    null,
                    null)))
        .contains(odd.id());
    assertThat(found(new BatchJobFilter("other", both, null, null, null, null, null, null)))
        .isEmpty();
  }

  @Test
  void subJobsAreListedOutOfPagesThatAreThereAndPagesThatAreNot() throws Exception {
    SampleJob job = job(3000);
    send(job.created());
    assertThat(subJobs.first(row(job).header(), 2))
        .containsExactly(
            new SubJobRow(0, SubJobStatus.CREATED, null, 0),
            new SubJobRow(1, SubJobStatus.CREATED, null, 0));
    Begun begun = new Begun(1025, 0, 1, 1, 0, 1);
    send(
        job.started(false),
        job.changed(SampleJob.counts(2996, 1, 2, 1), job.page(1, "crfcw1020", begun)));
    var header = row(job).header();
    assertThat(subJobs.list(header, SubJobs.among("completed"), -1, 10))
        .extracting(SubJobRow::index)
        .containsExactly(1024, 1027);
    assertThat(subJobs.list(header, SubJobs.among("running"), -1, 10))
        .containsExactly(new SubJobRow(1025, SubJobStatus.RUNNING, begun, 0));
    assertThat(subJobs.list(header, SubJobs.among("waiting"), 1022, 3))
        .extracting(SubJobRow::index)
        .containsExactly(1023, 1028, 1029);
    assertThat(subJobs.list(header, SubJobs.among("invalid"), -1, 10)).isEmpty();
    assertThat(all(job, Set.of())).hasSize(3000).isSorted();
    assertThat(all(job, SubJobs.among("waiting"))).hasSize(2996);
  }

  @Test
  void aNewStartReadsTheOldPagesAsWaitingOrKeepsWhatSucceeded() throws Exception {
    SampleJob job = job(1024);
    send(
        job.created(),
        job.started(false),
        job.changed(SampleJob.counts(1021, 0, 2, 1), job.page(0, "c2fw1021")),
        job.started(true));
    assertThat(all(job, SubJobs.among("completed"))).containsExactly(0, 1);
    assertThat(all(job, SubJobs.among("waiting"))).hasSize(1022);
    send(job.started(false));
    assertThat(all(job, SubJobs.among("completed"))).isEmpty();
    assertThat(all(job, SubJobs.among("waiting"))).hasSize(1024);
  }

  @Test
  void oneSubJobHasItsFailuresAndItsResult() throws Exception {
    SampleJob job = job(10);
    send(
        job.created(),
        job.started(false),
        job.changed(SampleJob.counts(8, 0, 1, 1), job.page(0, "w3fcw5")));
    List<ResultRecord.Operation> operations = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      operations.add(operation(3, i, "boom " + i, null));
    }
    operations.add(operation(4, 0, null, "done"));
    send(new ResultRecord(job.id(), 1, 7, "w-1", operations));
    SubJobDetail failed =
        dev.windlass.testkit.Await.value(
            "results",
            () -> subJobs.find(row(job).header(), 3).orElseThrow(),
            d -> d.row().failures() == 30);
    assertThat(failed.row().status()).isEqualTo(SubJobStatus.FAILED);
    assertThat(failed.lastFailures()).hasSize(20);
    assertThat(failed.lastFailures().getFirst().error()).isEqualTo("boom 29");
    assertThat(failed.result()).isNull();
    assertThat(failed.worker()).isEqualTo("w-1");
    SubJobDetail done = subJobs.find(row(job).header(), 4).orElseThrow();
    assertThat(done.result().output()).isEqualTo("done");
    assertThat(subJobs.first(row(job).header(), 10).get(3).failures()).isEqualTo(30);
    assertThat(subJobs.find(row(job).header(), 10)).isEmpty();

    send(job.started(false));
    SubJobDetail again = subJobs.find(row(job).header(), 3).orElseThrow();
    assertThat(again.row()).isEqualTo(new SubJobRow(3, SubJobStatus.WAITING, null, 0));
    assertThat(again.lastFailures()).isEmpty();
  }

  @Test
  void theAuditIsReadInSlices() throws Exception {
    SampleJob job = job(10);
    send(
        job.created(),
        job.became(JobStatus.RUNNING),
        job.became(JobStatus.PAUSED),
        job.became(JobStatus.RUNNING));
    Slice<DirectiveRow> first = directives.list(job.id().value(), null, 2);
    Slice<DirectiveRow> rest = directives.list(job.id().value(), first.next(), 2);
    assertThat(first.items()).extracting(DirectiveRow::id).containsExactly("running-3", "paused-2");
    assertThat(rest.items()).extracting(DirectiveRow::id).containsExactly("running-1");
    assertThat(rest.next()).isNull();
    DirectiveRow one = directives.find(job.id().value(), "paused-2").orElseThrow();
    assertThat(one.state()).isEqualTo("applied");
    assertThat(one.directive()).isEqualTo("start");
  }

  @Test
  void theFleetIsListed() {
    String incarnation = "w-" + number++;
    WorkerRecord record =
        new WorkerRecord(
            incarnation,
            "vm",
            List.of("default", "gpu"),
            32,
            3,
            0,
            false,
            1,
            "1",
            Instant.now(),
            Instant.now());
    producer.send(
        new ProducerRecord<>(
            wire.names().workers(), 0, incarnation.getBytes(), Json.write(record)));
    dev.windlass.testkit.Await.until("a worker", () -> workers.find(incarnation).isPresent());
    assertThat(workers.list()).anyMatch(w -> w.queueNames().equals(List.of("default", "gpu")));
  }

  @Test
  void statisticsAreRead() throws Exception {
    var before = statistics.read();
    SampleJob job = SampleJob.of(number++, 0, 12);
    Instant now = Instant.now();
    send(job.created(), job.started(false), job.changed(SampleJob.counts(0, 0, 12, 0), null));
    var after = statistics.read();
    assertThat(after.jobs().get(JobStatus.RUNNING))
        .isEqualTo(before.jobs().get(JobStatus.RUNNING) + 1);
    assertThat(after.subJobs().get(SubJobStatus.COMPLETED))
        .isEqualTo(before.subJobs().get(SubJobStatus.COMPLETED) + 12);
    assertThat(after.operationsDone()).isEqualTo(before.operationsDone() + 24);
    assertThat(statistics.throughput(SampleJob.NOW.plusSeconds(60)))
        .isNotEmpty()
        .anyMatch(t -> t.subJobsEnded() >= 12);
    assertThat(statistics.throughput(now.plusSeconds(86_400 * 365))).isEmpty();
  }

  @Test
  void anIdleViewAtTheEndOfTheLogIsFresh() throws Exception {
    SampleJob job = job(1);
    Token token = send(job.created());
    assertThat(freshness.has(token)).isTrue();
    assertThat(freshness.has(Token.event(token.partition(), token.offset() + 1))).isFalse();
    assertThat(
            freshness.await(
                List.of(Token.event(token.partition(), token.offset() + 1)), Duration.ofMillis(50)))
        .isFalse();
    dev.windlass.testkit.Await.until(
        "the view is fresh",
        () ->
            freshness.positions().stream()
                .filter(p -> p.topic().equals(wire.names().events()))
                .allMatch(p -> p.age(Instant.now()).compareTo(Duration.ofSeconds(2)) < 0));
    assertThat(freshness.lag()).isLessThan(Duration.ofSeconds(5));
  }

  private static SampleJob job(int subJobs) {
    return SampleJob.of(number++, 0, subJobs);
  }

  private BatchJobRow row(SampleJob job) {
    return batchJobs.find(job.id().value()).orElseThrow();
  }

  private List<JobId> found(BatchJobFilter filter) {
    return batchJobs.list(filter, null, 100).items().stream().map(r -> r.header().id()).toList();
  }

  private static BatchJobFilter since(SampleJob job) {
    return filter(job, null, null, null);
  }

  private static BatchJobFilter filter(
      SampleJob first, Set<JobStatus> statuses, Map<String, String> labels, String q) {
    return new BatchJobFilter(
        null, statuses, null, labels, null, first.header().createdTime(), null, q);
  }

  /** In slices of 700. */
  private List<Integer> all(SampleJob job, Set<SubJobStatus> statuses) {
    List<Integer> indexes = new ArrayList<>();
    List<SubJobRow> slice;
    do {
      int after = indexes.isEmpty() ? -1 : indexes.getLast();
      slice = subJobs.list(row(job).header(), statuses, after, 700);
      slice.forEach(s -> indexes.add(s.index()));
    } while (!slice.isEmpty());
    return indexes;
  }

  private static ResultRecord.Operation operation(
      int index, long iteration, String error, String output) {
    return new ResultRecord.Operation(
        index, iteration, 0, "c", 1, 1, SampleJob.NOW, 5, error, output, false, output != null);
  }

  /** Returns when the view has them. */
  private Token send(EventRecord... events) throws Exception {
    RecordMetadata last = null;
    for (EventRecord event : events) {
      last =
          producer
              .send(
                  new ProducerRecord<>(
                      wire.names().events(),
                      event.job().partition(wire.partitions()),
                      event.job().toString().getBytes(),
                      EventCodec.value(event),
                      EventCodec.headers(event)))
              .get();
    }
    Token token = Token.event(last.partition(), last.offset());
    assertThat(freshness.await(List.of(token), PATIENCE)).isTrue();
    return token;
  }

  private void send(ResultRecord result) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                wire.names().results(),
                result.job().partition(wire.partitions()),
                result.job().toString().getBytes(),
                Json.write(result)))
        .get();
  }
}
