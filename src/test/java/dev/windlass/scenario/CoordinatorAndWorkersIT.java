package dev.windlass.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Creation;
import dev.windlass.job.Definition;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobStatus;
import dev.windlass.job.Snapshot;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A coordinator and two workers, each a process without a database, and the test as client: it
 * sends directives and reads events.
 */
class CoordinatorAndWorkersIT {
  private static final int PARTITIONS = 4;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Topics topics = new Topics("spine-" + UUID.randomUUID());
  private final KafkaClients clients =
      new KafkaClients(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()));
  private final Producer<byte[], byte[]> producer = clients.producer("test-client", Map.of());
  private final Map<String, WindlassProcess> processes = new LinkedHashMap<>();
  private final Map<JobId, JobHeader> headers = new ConcurrentHashMap<>();
  private final JobId job = JobId.of(Instant.now(), 2_000, ThreadLocalRandom.current().nextLong());
  private volatile boolean ended;
  private Thread reader;

  @BeforeEach
  void startProcesses() throws Exception {
    start("coordinator", "coordinator").awaitListening();
    start("worker-1", "worker").awaitListening();
    start("worker-2", "worker").awaitListening();
    reader = Thread.ofPlatform().daemon().start(this::readEvents);
  }

  @AfterEach
  void end() throws Exception {
    ended = true;
    processes.values().forEach(WindlassProcess::terminate);
    Path logs = Files.createDirectories(Path.of("target", "scenario"));
    for (Map.Entry<String, WindlassProcess> process : processes.entrySet()) {
      process.getValue().awaitExit();
      Files.writeString(
          logs.resolve("spine-" + process.getKey() + ".log"), process.getValue().output());
    }
    reader.join();
    producer.close();
  }

  @Test
  void aBatchJobIsPausedContinuedAndCountedOnceThroughTheLossOfAWorker() throws Exception {
    create(2_000, 5, Map.of("duration", "PT0.01S"));
    await("a fifth is done", header -> header.operationsDone() >= 2_000);
    directive(DirectiveKind.PAUSE);
    JobHeader paused = await("it is paused", header -> header.status() == JobStatus.PAUSED);
    assertThat(paused.counts().running()).isZero();
    assertThat(paused.openGrants()).isZero();
    directive(DirectiveKind.UNPAUSE);
    await("it goes on", header -> header.operationsDone() >= 5_000);
    processes.get("worker-1").kill();
    JobHeader end = await("it ends", header -> header.status().ended());
    assertThat(end.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(end.counts().completed()).isEqualTo(2_000);
    assertThat(end.operationsDone()).isEqualTo(10_000);
    assertThat(end.operationsFailed()).isZero();
  }

  @Test
  void manyShortSubJobsAreDoneAtOnce() throws Exception {
    long before = System.nanoTime();
    create(200_000, 1, Map.of("failureRate", 0.001));
    JobHeader end = await("it ends", header -> header.status().ended());
    assertThat(end.counts().completed() + end.counts().completedWithErrors()).isEqualTo(200_000);
    assertThat(end.operationsDone()).isEqualTo(200_000);
    assertThat(end.operationsFailed()).isBetween(100L, 300L);
    System.out.printf(
        "200,000 sub-jobs in %,d ms%n", Duration.ofNanos(System.nanoTime() - before).toMillis());
  }

  private void create(int subJobs, long iterations, Map<String, Object> parameters)
      throws Exception {
    Definition definition =
        new Definition(
            "default",
            "trial",
            1,
            null,
            "simulate",
            parameters,
            List.of(new Definition.Case("only", Map.of())),
            iterations,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    Creation creation =
        new Creation(
            "default", "trial", subJobs, null, null, null, null, null, null, true, null, null,
            null);
    send(
        new Directive(
            "create",
            job,
            DirectiveKind.CREATE,
            "a test",
            Instant.now(),
            null,
            creation,
            Snapshot.of(definition)));
  }

  private void directive(DirectiveKind kind) throws Exception {
    send(
        new Directive(
            kind + "-" + UUID.randomUUID(), job, kind, "a test", Instant.now(), null, null, null));
  }

  private void send(Directive directive) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                topics.directives(),
                job.partition(PARTITIONS),
                job.toString().getBytes(StandardCharsets.UTF_8),
                Json.write(directive),
                RecordType.DIRECTIVE.headers()))
        .get();
  }

  private JobHeader await(String what, java.util.function.Predicate<JobHeader> wanted) {
    return Await.value(
        what, LONG, () -> headers.get(job), header -> header != null && wanted.test(header));
  }

  private void readEvents() {
    List<TopicPartition> all =
        IntStream.range(0, PARTITIONS)
            .mapToObj(p -> new TopicPartition(topics.events(), p))
            .toList();
    try (KafkaConsumer<byte[], byte[]> consumer =
        clients.consumer("test-client", Map.of("auto.offset.reset", "earliest"))) {
      consumer.assign(all);
      while (!ended) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                message -> {
                  JobHeader header = EventCodec.read(message.headers(), message.value()).header();
                  if (header != null) {
                    headers.put(header.id(), header);
                  }
                });
      }
    }
  }

  private WindlassProcess start(String name, String role) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", TestServers.get().bootstrapServers());
    environment.put("WINDLASS_TOPICS_PREFIX", topics.prefix());
    environment.put("WINDLASS_TOPICS_PARTITIONS", Integer.toString(PARTITIONS));
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("WINDLASS_ROLES", role);
    environment.put("WINDLASS_WORKER_NAME", name);
    WindlassProcess process = WindlassProcess.start(environment);
    processes.put(name, process);
    return process;
  }
}
