package dev.windlass.access;

import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobId;
import dev.windlass.testkit.TestServers;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.Json;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.WorkerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a program finds on Kafka and has not put there: a letter of another role, a worker. */
public record Parked(SecuredProgram program) {
  /** The id of a directive that a coordinator has put aside. */
  public String letter(String batchJob) throws Exception {
    Instant now = Instant.now();
    JobId job = JobId.parse(batchJob);
    String id = "parked-" + UUID.randomUUID();
    byte[] value =
        Json.write(new Directive(id, job, DirectiveKind.PAUSE, "ana", now, null, null, null));
    DeadLetter letter =
        new DeadLetter(
            program.topics().directives(),
            0,
            1L << 40,
            "coordinator",
            "an older version knew nothing of it",
            now,
            bytes(batchJob),
            value,
            DeadLetter.headers(RecordType.DIRECTIVE.headers()),
            value.length,
            null);
    RecordMetadata at = send(program.topics().deadLetters(), null, Json.write(letter));
    return "dl-" + at.partition() + "-" + at.offset();
  }

  /** The id of a worker that says it is there. */
  public String worker(String name) throws Exception {
    Instant now = Instant.now();
    String id = UUID.randomUUID().toString();
    WorkerRecord worker =
        new WorkerRecord(id, name, List.of("default"), 1, 0, 0, false, 0, "1", now, now);
    send(program.topics().workers(), bytes(id), Json.write(worker));
    return id;
  }

  private static RecordMetadata send(String topic, byte[] key, byte[] value) throws Exception {
    Map<String, Object> servers = Map.of("bootstrap.servers", TestServers.get().bootstrapServers());
    try (var producer =
        new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
