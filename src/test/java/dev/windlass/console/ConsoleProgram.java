package dev.windlass.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.embedded.FreePort;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.Http.Answer;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import dev.windlass.wire.KafkaClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The packaged program, with a database and topics of its own, and what tests put into it. */
final class ConsoleProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final TestServers servers;
  private final String prefix = "console-" + UUID.randomUUID();
  private final int port;
  private final List<String> runs = new ArrayList<>();
  private WindlassProcess process;

  private ConsoleProgram(TestServers servers, int port) {
    this.servers = servers;
    this.port = port;
  }

  static ConsoleProgram start() throws Exception {
    ConsoleProgram program =
        new ConsoleProgram(TestServers.get().withFreshDatabase(), FreePort.find());
    program.begin();
    return program;
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** On the same port, with the same data. */
  void begin() throws IOException {
    process = WindlassProcess.start(environment(), "up", "--port", Integer.toString(port));
    Await.value(
        "ready",
        PATIENCE,
        () -> Http.get(address() + "/q/health/ready"),
        answer -> answer.status() == 200);
  }

  void kill() {
    process.kill();
    process.handle().onExit().join();
  }

  @Override
  public void close() {
    boolean wentOn = process.handle().isAlive();
    process.kill();
    if (!wentOn) {
      throw new AssertionError("the program ended by itself:\n" + process.output());
    }
  }

  Connection database() throws SQLException {
    return DriverManager.getConnection(servers.jdbcUrl(), servers.username(), servers.password());
  }

  JsonNode get(String path) {
    return Http.get(address() + path).expect(200).json();
  }

  /** {@code parameters} are those of the handler simulate, {@code more} other fields. */
  void define(String name, String parameters, String more) {
    String body =
        """
        {"handler": "simulate", "cases": [{"id": "work", "parameters": {%s}}]%s}"""
            .formatted(parameters, more);
    Answer answer = Http.put(address() + "/v1/definitions/default/" + name, body);
    answer.expect(answer.status() == 201 ? 201 : 200);
  }

  String run(String definition, int subJobs, String more) {
    Answer created =
        Http.post(
            address() + "/v1/batch-jobs",
            """
            {"definition": "default/%s", "subJobs": %d%s}"""
                .formatted(definition, subJobs, more));
    String id = created.expect(202).json().get("id").asText();
    runs.add(id);
    return id;
  }

  /** Those that go on keep slots from the next test. */
  void stopAll() {
    runs.forEach(job -> Http.post(directives(job), "{\"directive\": \"stop\"}"));
    runs.clear();
  }

  private String directives(String job) {
    return address() + "/v1/batch-jobs/" + job + "/directives?wait=PT20S";
  }

  void direct(String job, String directive) {
    Http.post(directives(job), directive).expect(202);
  }

  JsonNode awaitStatus(String job, String status) {
    return Await.value(
        job + " is " + status,
        PATIENCE,
        () -> get("/v1/batch-jobs/" + job + "?subJobs=0"),
        json -> json.get("status").asText().equals(status));
  }

  /** A record that nobody can read: it becomes a dead letter, whose id is the answer. */
  String poison(String key) {
    var clients = new KafkaClients(Map.of("bootstrap.servers", servers.bootstrapServers()));
    try (var producer = clients.producer("console-poison", Map.of("linger.ms", 0))) {
      byte[] value = "{\"colour\": \"blue\"}".getBytes(StandardCharsets.UTF_8);
      byte[] name = key.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(prefix + ".directives", 0, name, value));
    }
    return Await.value(
            "a dead letter",
            PATIENCE,
            () -> get("/v1/dead-letters?q=" + key).get("items"),
            items -> !items.isEmpty())
        .get(0)
        .get("id")
        .asText();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers());
    environment.put("WINDLASS_TOPICS_PREFIX", prefix);
    environment.put("WINDLASS_TOPICS_PARTITIONS", "4");
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", servers.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", servers.password());
    environment.put("WINDLASS_RESULTS_DIRECTORY", "target/test-results");
    return environment;
  }
}
