package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Settings;
import dev.windlass.testkit.TestServers;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.TopicSetup;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WireConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@Tag("own-jvm")
class CoordinatorIT {
  private static final int PARTITIONS = 2;
  private static final Duration TAKE_OVER = Duration.ofSeconds(90);

  private final String prefix = "coordinator-" + UUID.randomUUID();
  private final Topics topics = new Topics(prefix);
  private final String servers = TestServers.get().bootstrapServers();
  private final KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", servers));
  private final List<EventRecord> events = new CopyOnWriteArrayList<>();
  private KafkaConsumer<byte[], byte[]> reader;
  private PlainWorker worker;

  @BeforeEach
  void setUp() {
    Map<String, String> settings =
        Map.of("windlass.topics.prefix", prefix, "windlass.topics.partitions", "" + PARTITIONS);
    new TopicSetup(clients, Settings.of(WireConfig.class, settings)).ensure();
    reader = clients.consumer("events", Map.of());
    reader.assign(PlainWorker.all(topics.events(), PARTITIONS));
    reader.seekToBeginning(reader.assignment());
    worker = new PlainWorker(clients, topics, PARTITIONS);
  }

  @AfterEach
  void tearDown() throws Exception {
    worker.close();
    reader.close();
  }

  @Test
  void aBatchJobGoesThroughTheTopicsToItsEnd() {
    try (Coordinator coordinator =
        CoordinatorProcess.coordinator(servers, prefix, "" + PARTITIONS)) {
      JobId job = JobId.of(Instant.now(), 4000, 1);
      worker.send(topics.directives(), Inputs.create(job, 20));
      Await.until("the batch job is completed", Duration.ofSeconds(60), () -> completed(job, 20));
      assertThat(coordinator.unwell()).isEmpty();
    }
    assertVersionsHaveNoGapAndNoDouble();
  }

  @Test
  void aKilledCoordinatorLosesNothingAndRepeatsNothing() throws Exception {
    List<JobId> jobs =
        IntStream.range(0, 4).mapToObj(i -> JobId.of(Instant.now(), i * 1024, i)).toList();
    Process first = CoordinatorProcess.start(servers, prefix, PARTITIONS);
    try {
      jobs.forEach(job -> worker.send(topics.directives(), Inputs.create(job, 400)));
      Await.until("a part is done", Duration.ofSeconds(60), () -> done() > 300);
    } finally {
      first.destroyForcibly().waitFor();
    }
    int before = done();
    assertThat(before).as("it was killed in the middle").isLessThan(4 * 400);
    try (Coordinator second = CoordinatorProcess.coordinator(servers, prefix, "" + PARTITIONS)) {
      for (JobId job : jobs) {
        Await.until(job + " is completed", TAKE_OVER, () -> completed(job, 400));
      }
      assertThat(second.unwell()).isEmpty();
    }
    assertVersionsHaveNoGapAndNoDouble();
  }

  @Test
  void anIdleCoordinatorHardlyWrites() throws Exception {
    try (Coordinator coordinator =
            CoordinatorProcess.coordinator(servers, prefix, "" + PARTITIONS);
        Admin admin = clients.admin("test")) {
      JobId job = JobId.of(Instant.now(), 4000, 1);
      worker.send(topics.directives(), Inputs.create(job, 1));
      Await.until("the batch job is completed", Duration.ofSeconds(60), () -> completed(job, 1));
      Instant begin = Instant.now();
      long before = transactionRecords(admin);
      Await.until("5 s have passed", () -> begin.plusSeconds(5).isBefore(Instant.now()));
      assertThat(transactionRecords(admin) - before)
          .as("a transaction a second, of some records; other tests may write a few")
          .isLessThan(60);
      assertThat(coordinator.unwell()).isEmpty();
    }
  }

  @Test
  void whatANewerVersionHeldIsLeftAloneAndTheCoordinatorSaysSo() throws Exception {
    try (Coordinator older = CoordinatorProcess.coordinator(servers, prefix, "" + PARTITIONS)) {
      Await.until("it has taken its partitions", TAKE_OVER, () -> older.unwell().isEmpty());
    }
    TopicPartition state = new TopicPartition(prefix + "-coordinator-jobs-changelog", 1);
    byte[] mark = StateKey.first(StateKey.Kind.DIRECTIVES_OFFSET).get();
    byte[] newer = StateCodec.write(0L);
    newer[0]++;
    try (Producer<byte[], byte[]> producer = clients.producer("newer", Map.of())) {
      producer.send(new ProducerRecord<>(state.topic(), state.partition(), mark, newer)).get();
    }
    try (Coordinator coordinator =
            CoordinatorProcess.coordinator(servers, prefix, "" + PARTITIONS);
        Admin admin = clients.admin("test")) {
      long before = end(admin, state);
      worker.send(topics.directives(), Inputs.create(JobId.of(Instant.now(), 4000, 1), 1));
      Await.until(
          "it says why it does not work",
          TAKE_OVER,
          () -> coordinator.unwell().orElse("").contains("a newer version has run here"));
      assertThat(coordinator.unwell().orElseThrow())
          .contains("a Long of schema " + newer[0], "Run that version or a newer one");
      assertThat(end(admin, state)).as("nothing was written over").isEqualTo(before);
      read();
      assertThat(events).as("nothing was decided").isEmpty();
    }
  }

  private static long end(Admin admin, TopicPartition partition) throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private static long transactionRecords(Admin admin) throws Exception {
    String topic = "__transaction_state";
    int partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
    Map<TopicPartition, OffsetSpec> ends =
        PlainWorker.all(topic, partitions).stream()
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream().mapToLong(o -> o.offset()).sum();
  }

  private boolean completed(JobId job, int subJobs) {
    return newest(job).stream()
        .anyMatch(
            e ->
                e.header().status() == JobStatus.COMPLETED
                    && e.header().operationsDone() == subJobs
                    && e.header().counts().completed() == subJobs);
  }

  private int done() {
    read();
    return events.stream()
        .map(EventRecord::job)
        .distinct()
        .flatMap(job -> newest(job).stream())
        .mapToInt(e -> e.header().counts().completed())
        .sum();
  }

  private List<EventRecord> newest(JobId job) {
    read();
    List<EventRecord> ofJob = events.stream().filter(e -> e.job().equals(job)).toList();
    return ofJob.isEmpty() ? List.of() : ofJob.subList(ofJob.size() - 1, ofJob.size());
  }

  private void read() {
    reader
        .poll(Duration.ofMillis(50))
        .forEach(r -> events.add(EventCodec.read(r.headers(), r.value())));
  }

  private void assertVersionsHaveNoGapAndNoDouble() {
    for (JobId job : events.stream().map(EventRecord::job).distinct().toList()) {
      List<Long> versions =
          events.stream().filter(e -> e.job().equals(job)).map(e -> e.header().version()).toList();
      assertThat(versions).isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList());
    }
  }
}
