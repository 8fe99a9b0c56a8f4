package dev.windlass.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.embedded.EmbeddedDatabase;
import dev.windlass.embedded.EmbeddedKafka;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.Http.Answer;
import dev.windlass.testkit.WindlassProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program while a server that it needs is away. */
@Timeout(120)
class OutagesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;

  @TempDir private Path data;
  private EmbeddedKafka kafka;
  private EmbeddedDatabase database;
  private WindlassProcess program;
  private String api;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
    database = EmbeddedDatabase.start(data.resolve("postgres"), 0);
    program = WindlassProcess.start(environment(), "up", "--port", "0");
    api = program.awaitListening().toString();
    Await.value("ready", PATIENCE, () -> Http.get(api + "/q/health/ready"), a -> a.status() == 200);
    Http.post(
            api + "/v1/definitions",
            "{\"name\": \"slow\", \"handler\": \"simulate\", \"iterations\": 0,"
                + " \"cases\": [{\"id\": \"a\", \"parameters\": {\"duration\": \"PT0.1S\"}}]}")
        .expect(201);
  }

  @AfterEach
  void end() {
    program.kill();
    program.handle().onExit().join();
    database.close();
    kafka.close();
  }

  @Test
  void withoutTheDatabaseReadsAreRefusedAndAKnownJobIsStillDirected() {
    String job = running();
    database.close();
    Answer read = Http.get(api + "/v1/batch-jobs/" + job).expect(503);
    assertThat(read.json().get("code").asText()).isEqualTo("database-unavailable");
    assertThat(read.headers().firstValue("Retry-After")).contains("5");
    create().expect(503);
    assertThat(direct(job, "pause").expect(202).json().get("state").asText()).isEqualTo("applied");
    assertThat(direct(job, "stop").expect(202).json().get("state").asText()).isEqualTo("applied");
  }

  @Test
  void withoutTheBrokerNothingIsAccepted() {
    String job = running();
    String address = kafka.bootstrapServers();
    List<Long> before = directives(address);
    kafka.close();
    for (Answer refused : List.of(direct(job, "pause"), create())) {
      refused.expect(503);
      assertThat(refused.json().get("code").asText()).isEqualTo("log-unavailable");
      assertThat(refused.headers().firstValue("Retry-After")).contains("5");
    }
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    kafka = EmbeddedKafka.start(data.resolve("kafka"), port);
    Answer again =
        Await.value("Kafka is back", PATIENCE, () -> direct(job, "stop"), a -> a.status() == 202);
    assertThat(again.json().get("directive").asText()).isEqualTo("stop");
    assertThat(directives(address).stream().mapToLong(n -> n).sum())
        .as("the stop, and nothing of what was refused")
        .isEqualTo(before.stream().mapToLong(n -> n).sum() + 1);
  }

  private String running() {
    String job = create().expect(202).json().get("id").asText();
    Await.value(
        "running",
        PATIENCE,
        () -> Http.get(api + "/v1/batch-jobs/" + job),
        a -> a.json().get("status").asText().equals("running"));
    return job;
  }

  private Answer create() {
    return Http.post(
        api + "/v1/batch-jobs",
        "{\"definition\": \"default/slow\", \"subJobs\": 2, \"start\": true}");
  }

  private Answer direct(String job, String directive) {
    return Http.post(
        api + "/v1/batch-jobs/" + job + "/directives?wait=PT20S",
        "{\"directive\": \"" + directive + "\"}");
  }

  private static List<Long> directives(String bootstrapServers) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return List.copyOf(
          consumer
              .endOffsets(
                  IntStream.range(0, PARTITIONS)
                      .mapToObj(p -> new TopicPartition("windlass.directives", p))
                      .toList())
              .values());
    }
  }

  private Map<String, String> environment() {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
        "WINDLASS_TOPICS_PARTITIONS", Integer.toString(PARTITIONS),
        "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
        "QUARKUS_DATASOURCE_USERNAME", database.username(),
        "QUARKUS_DATASOURCE_PASSWORD", database.password());
  }
}
