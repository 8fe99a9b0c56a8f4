package dev.windlass.worker;

import dev.windlass.job.Begun;
import dev.windlass.job.Claim;
import dev.windlass.job.Definition;
import dev.windlass.job.Definition.Priority;
import dev.windlass.job.JobId;
import dev.windlass.job.Progress;
import dev.windlass.job.Progress.GrantProgress;
import dev.windlass.job.Range;
import dev.windlass.job.Reply;
import dev.windlass.job.Wish;
import dev.windlass.testkit.Await;
import dev.windlass.wire.ControlRecord;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WireConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The test's hand on the topics: says what a coordinator would, and hears what a worker says. */
final class TestCoordinator implements AutoCloseable {
  final List<Claim> claims = new CopyOnWriteArrayList<>();
  final List<Progress> progress = new CopyOnWriteArrayList<>();
  final List<ConsumerRecord<byte[], byte[]>> results = new CopyOnWriteArrayList<>();
  final List<ConsumerRecord<byte[], byte[]>> workers = new CopyOnWriteArrayList<>();

  private final WireConfig wire;
  private final Topics topics;
  private final Producer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread reader;
  private volatile boolean closed;

  TestCoordinator(KafkaClients clients, WireConfig wire) {
    this.wire = wire;
    this.topics = wire.names();
    this.producer = clients.producer("test-coordinator", Map.of());
    this.consumer = clients.consumer("test-coordinator", Map.of("auto.offset.reset", "earliest"));
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : List.of(topics.claims(), topics.progress(), topics.results())) {
      for (int p = 0; p < wire.partitions(); p++) {
        all.add(new TopicPartition(topic, p));
      }
    }
    all.add(new TopicPartition(topics.workers(), 0));
    consumer.assign(all);
    consumer.seekToBeginning(all);
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  void definition(JobId job, int epoch, Definition definition, Map<String, Object> arguments) {
    send(
        topics.control(),
        job,
        DefinitionRecord.key(job),
        new DefinitionRecord(epoch, definition, null, arguments));
  }

  void definition(JobId job, DefinitionRecord definition) {
    send(topics.control(), job, DefinitionRecord.key(job), definition);
  }

  void wish(JobId job, int epoch, Wish wish, long version) {
    send(topics.control(), job, job.toString(), new ControlRecord(epoch, wish, version));
  }

  void task(JobId job, long task, int epoch) {
    task(job, task, epoch, Priority.NORMAL);
  }

  void task(JobId job, long task, int epoch, Priority priority) {
    await(
        new ProducerRecord<>(
            topics.tasks("default", priority),
            bytes(job.toString()),
            Json.write(new TaskRecord(job, task, epoch))));
  }

  Claim claim(JobId job, long task) {
    return Await.value(
            "a claim of task " + task,
            () -> claims.stream().filter(c -> c.job().equals(job) && c.task() == task).findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  void reply(Claim claim, Reply reply) {
    reply(claim.incarnation(), claim.grantsPartition(), reply);
  }

  void reply(String incarnation, int partition, Reply reply) {
    // The type stands in the value only where it is written as a Reply.
    byte[] value;
    try {
      value = Json.MAPPER.writerFor(Reply.class).writeValueAsBytes(reply);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    grants(incarnation, partition, value, RecordType.REPLY.headers());
  }

  void drain(Claim claim) {
    grants(
        claim.incarnation(),
        claim.grantsPartition(),
        Json.write(new DrainRecord(claim.incarnation(), claim.grantsPartition(), "a test")),
        RecordType.DRAIN.headers());
  }

  /** Grants what a worker claims, as the answer to a task of the same number. */
  Claim grant(JobId job, long number, int epoch, long version, List<Range> ranges) {
    return grant(job, number, epoch, version, ranges, List.of(), null);
  }

  Claim grant(
      JobId job,
      long number,
      int epoch,
      long version,
      List<Range> ranges,
      List<Begun> begun,
      List<Integer> beginAfterMs) {
    task(job, number, epoch);
    Claim claim = claim(job, number);
    reply(
        claim,
        new Reply.Granted(
            job, number, number, "nonce-" + number, epoch, version, ranges, begun, beginAfterMs));
    return claim;
  }

  GrantProgress said(JobId job, long grant, String what, Predicate<GrantProgress> wanted) {
    return Await.value(
        "progress of grant " + grant + ": " + what,
        () -> sayings(job, grant).filter(wanted).findFirst().orElse(null),
        found -> found != null);
  }

  GrantProgress letGo(JobId job, long grant) {
    return said(job, grant, "let go", GrantProgress::letGo);
  }

  /** The newest that was said of a grant. */
  GrantProgress newest(JobId job, long grant) {
    return sayings(job, grant).reduce((older, newer) -> newer).orElse(null);
  }

  Stream<GrantProgress> sayings(JobId job, long grant) {
    return progress.stream()
        .filter(p -> p.job().equals(job))
        .flatMap(p -> p.grants().stream())
        .filter(g -> g.grant() == grant);
  }

  Stream<ResultRecord> told(JobId job, long upToOffset) {
    return results.stream()
        .filter(r -> r.partition() == job.partition(wire.partitions()))
        .filter(r -> r.offset() <= upToOffset)
        .map(r -> Json.read(r.value(), ResultRecord.class))
        .filter(r -> r.job().equals(job));
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    reader.join();
    consumer.close();
    producer.close();
  }

  private void read() {
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(50))) {
        if (message.topic().equals(topics.claims())) {
          claims.add(Json.read(message.value(), Claim.class));
        } else if (message.topic().equals(topics.progress())) {
          progress.add(Json.read(message.value(), Progress.class));
        } else if (message.topic().equals(topics.results())) {
          results.add(message);
        } else {
          workers.add(message);
        }
      }
    }
  }

  private void grants(String incarnation, int partition, byte[] value, Headers headers) {
    await(new ProducerRecord<>(topics.grants(), partition, bytes(incarnation), value, headers));
  }

  private void send(String topic, JobId job, String key, Object value) {
    await(
        new ProducerRecord<>(
            topic,
            job.partition(wire.partitions()),
            bytes(key),
            Json.write(value),
            new RecordHeaders()));
  }

  private void await(ProducerRecord<byte[], byte[]> message) {
    try {
      producer.send(message).get();
    } catch (Exception e) {
      throw new IllegalStateException("could not send to " + message.topic(), e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
