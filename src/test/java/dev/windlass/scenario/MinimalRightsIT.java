package dev.windlass.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.JobId;
import dev.windlass.role.Role;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.RecordingAuthorizer;
import dev.windlass.testkit.RecordingAuthorizer.Asked;
import dev.windlass.testkit.SecuredDatabase;
import dev.windlass.testkit.SecuredKafka;
import dev.windlass.testkit.Settings;
import dev.windlass.testkit.Written;
import dev.windlass.wire.Duty;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.Right;
import dev.windlass.wire.Rights;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WireConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * A process for each role, on a Kafka and a PostgreSQL that let each do what its line of the tables
 * says: everything works, nobody is refused anything, and nothing of the table is for nothing.
 */
@Timeout(120)
@TestMethodOrder(OrderAnnotation.class)
class MinimalRightsIT {
  private static final Path DOC = Path.of("docs", "kafka-security.md");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] GARBAGE = {(byte) 0xff, '{', '"'};
  private static final WireConfig WIRE =
      Settings.of(
          WireConfig.class,
          Map.of(
              "windlass.topics.prefix",
              "rights-" + UUID.randomUUID(),
              "windlass.topics.partitions",
              "4"));

  private static SecuredKafka kafka;
  private static SecuredDatabase database;
  private static SecuredProgram program;
  private static String api;

  @BeforeAll
  static void start() throws Exception {
    kafka = SecuredKafka.start(Map.of());
    database = SecuredDatabase.start(kafka.certificate());
    SecuredProgram.prepare(kafka, database, WIRE);
    kafka.forgetShareGroups(WIRE); // as where topics come from manifests
    kafka.grant(WIRE);
    database.grant();
    program = new SecuredProgram(kafka, database, WIRE).start();
    api = program.api();
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
    kafka.close();
    database.close();
  }

  @Test
  @Order(1)
  void aBatchJobOverRowsRunsFromEndToEnd() {
    Http.post(
            api + "/v1/definitions",
            "{\"name\": \"work\", \"handler\": \"simulate\", \"cases\": [{\"id\": \"a\"}]}")
        .expect(201);
    String input =
        post("/v1/inputs", "text/csv", "id\n" + "x\n".repeat(100), 201).get("id").asText();
    String job =
        post(
                "/v1/batch-jobs",
                "{\"definition\": \"default/work\", \"input\": \"%s\", \"start\": true}"
                    .formatted(input),
                202)
            .get("id")
            .asText();
    JsonNode ended = awaitStatus(job, "completed");
    assertThat(ended.at("/counts/completed").asInt()).isEqualTo(100);
    assertThat(Http.get(api + "/v1/batch-jobs/" + job + "/result").expect(200).body().lines())
        .hasSize(101);
    assertThat(get("/v1/workers").get("items")).hasSize(1);
  }

  @Test
  @Order(2)
  void aScheduleFires() {
    String schedule = api + "/v1/schedules/often";
    done(
        Http.put(
            schedule,
            "{\"cron\": \"@every PT1S\", \"batchJob\": {\"definition\": \"default/work\"}}"));
    Await.until(
        "it has fired",
        PATIENCE,
        () -> get("/v1/batch-jobs?status=completed").get("items").size() > 1);
    done(Http.post(schedule + "/runs", ""));
    done(Http.delete(schedule));
  }

  @Test
  @Order(2)
  void theApiKeepsWhatItIsGiven() {
    String definition = "{\"handler\": \"simulate\", \"cases\": [{\"id\": \"%s\"}]}";
    done(Http.put(api + "/v1/definitions/default/kept", definition.formatted("a")));
    done(Http.put(api + "/v1/definitions/default/kept", definition.formatted("b")));
    String job =
        Http.postOnce(
                api + "/v1/batch-jobs",
                UUID.randomUUID().toString(),
                "{\"definition\": \"default/kept\", \"subJobs\": 1, \"start\": true}")
            .expect(202)
            .json()
            .get("id")
            .asText();
    awaitStatus(job, "completed");
    String bulk =
        post(
                "/v1/bulk-directives",
                "{\"directive\": \"delete\", \"selector\": {\"definition\": \"default/kept\"}}",
                202)
            .get("id")
            .asText();
    Await.until(
        "all are deleted",
        PATIENCE,
        () -> get("/v1/bulk-directives/" + bulk).get("applied").asInt() == 1);
    String input = post("/v1/inputs", "text/csv", "id\nx\n", 201).get("id").asText();
    done(Http.delete(api + "/v1/inputs/" + input));
    done(Http.delete(api + "/v1/definitions/default/kept"));
    String cases = "/voice-agent-tester/v1/case";
    String testCase =
        post(
                cases,
                "{\"name\": \"kept\", \"turns\": [{\"send\": {\"type\": \"string\", \"value\": \"Bye\"}}]}",
                201)
            .get("id")
            .asText();
    done(Http.delete(api + cases + "/" + testCase));
  }

  @Test
  @Order(3)
  void whatIsNoRecordIsPutAsideByEachRole() throws Exception {
    Topics names = WIRE.names();
    String job = JobId.of(java.time.Instant.now(), 7, 1).toString();
    try (Producer<byte[], byte[]> producer = kafka.inside().producer("poison", Map.of())) {
      producer.send(
          new ProducerRecord<>(
              names.directives(), 0, job.getBytes(), GARBAGE, RecordType.DIRECTIVE.headers()));
      producer.send(new ProducerRecord<>(names.events(), 0, job.getBytes(), GARBAGE));
      producer.send(
          new ProducerRecord<>(
              names.tasks("default", dev.windlass.job.Definition.Priority.NORMAL), GARBAGE));
    }
    for (String role : List.of("coordinator", "projection", "worker")) {
      Await.until(
          role + " puts it aside",
          PATIENCE,
          () -> get("/v1/dead-letters?role=" + role).get("items").size() == 1);
    }
  }

  @Test
  @Order(4)
  void aCoordinatorTakesOverItsState() throws Exception {
    program.restart(Role.COORDINATOR);
    String job =
        post(
                "/v1/batch-jobs",
                "{\"definition\": \"default/work\", \"subJobs\": 3, \"start\": true}",
                202)
            .get("id")
            .asText();
    awaitStatus(job, "completed");
  }

  @Test
  @Order(5)
  void nobodyAskedKafkaForMoreThanItMay() {
    for (Role role : Role.values()) {
      assertThat(asked(role).stream().filter(asked -> !asked.allowed()))
          .as(role.name())
          // It looks whether the coordinator has been there, and tries to do without.
          .filteredOn(
              asked -> asked.operation() != AclOperation.ALTER_CONFIGS || role != Role.WORKER)
          .isEmpty();
    }
  }

  @Test
  @Order(6)
  void everyRightAtKafkaIsUsed() {
    List<Right> unused =
        Arrays.stream(Role.values())
            .flatMap(role -> new Rights(WIRE).of(duty(role)).stream())
            .filter(right -> asked(right).noneMatch(Asked::allowed))
            .toList();
    assertThat(unused).isEmpty();
  }

  @Test
  @Order(7)
  void aDeadLetterGoesBackOnlyToTopicsThatTheApiMayWrite() throws Exception {
    String letter = get("/v1/dead-letters?role=worker").at("/items/0/id").asText();
    assertThat(get("/v1/dead-letters/" + letter).get("notRedrivable").asText())
        .contains("has no right to write to " + WIRE.prefix() + ".tasks.default.normal");
    assertThat(post("/v1/dead-letters/" + letter + "/redrive", "", 409).get("code").asText())
        .isEqualTo("not-redrivable");
    String user = "User:" + duty(Role.API).user(WIRE.names());
    kafka.allow(new Rights(WIRE).of(Duty.REDRIVE).stream().map(r -> r.of(user)).toList());
    Await.value(
        "it may",
        () -> Http.post(api + "/v1/dead-letters/" + letter + "/redrive", ""),
        answer -> answer.status() == 202);
  }

  @Test
  @Order(8)
  void postgresIsReachedByTlsAloneAndRefusesNothing() throws Exception {
    assertThat(
            rows(
                "select distinct usename || ' ' || ssl from pg_stat_ssl join pg_stat_activity using (pid)"
                    + " where usename like 'windlass\\_%' order by 1"))
        .containsExactly(
            "windlass_api true", "windlass_projection true", "windlass_scheduler true");
    assertThat(database.log()).doesNotContain("permission denied");
    String otherName = database.jdbcUrl().replace("127.0.0.1", "localhost");
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    otherName, "windlass_api", database.password("windlass_api")))
        .hasMessageContaining("localhost");
  }

  @Test
  @Order(9)
  void theDocumentationHasWhatEachRoleMayDoInPostgres() throws Exception {
    List<String> lines =
        new ArrayList<>(List.of("| table | api | projection | scheduler |", "|---|---|---|---|"));
    for (String table :
        rows(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') order by relkind desc, 1")) {
      lines.add("| `%s` | %s |".formatted(table, String.join(" | ", mayDo(table))));
    }
    Written.checkSection(DOC, "grants", String.join("\n", lines) + "\n");
  }

  @Test
  @Order(10)
  void everyTableIsSomebodysBesidesTheHistoryOfMigrations() throws Exception {
    assertThat(
            rows(
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
                    + " and not exists (select from information_schema.role_table_grants g where g.table_name = relname and g.grantee <> 'windlass_owner')"))
        .containsExactly("flyway_schema_history");
  }

  @Test
  @Order(11)
  void postgresRefusesTheRest() throws Exception {
    refused("windlass_api", "update batch_job set status = 'completed'");
    refused(
        "windlass_api", "insert into projection_offset values ('t', 0, gen_random_uuid(), 0, 0)");
    refused("windlass_projection", "update definition set body = '{}'");
    refused("windlass_scheduler", "select rows from input_page");
    refused("windlass_scheduler", "delete from definition");
    for (String user : SecuredDatabase.USERS) {
      refused(user, "create table mine (x int)");
      refused(user, "create schema mine");
      refused(user, "create temporary table mine (x int)");
      refused(user, "drop table batch_job");
      refused(user, "truncate batch_job");
      refused(user, "delete from flyway_schema_history");
      refused(user, "set role windlass_owner");
    }
  }

  @Test
  @Order(12)
  void noSecretIsInTheLogs() {
    String output = program.output();
    for (Role role : Role.values()) {
      assertThat(output).doesNotContain(kafka.password(duty(role).user(WIRE.names())));
    }
    for (String user : SecuredDatabase.USERS) {
      assertThat(output).doesNotContain(database.password(user));
    }
    assertThat(output).doesNotContain(kafka.certificate().password());
    assertThat(program.output(Role.SCHEDULER)).contains("DEBUG [or.ap.ka");
  }

  // --- Kafka

  private static List<Asked> asked(Role role) {
    return RecordingAuthorizer.asked(duty(role).user(WIRE.names()));
  }

  private static Stream<Asked> asked(Right right) {
    return RecordingAuthorizer.asked(right.duty().user(WIRE.names())).stream()
        .filter(asked -> asked.operation() == right.may())
        .filter(asked -> asked.on().resourceType() == right.on().resourceType())
        .filter(
            asked ->
                right.on().patternType() == PatternType.PREFIXED
                    ? asked.on().name().startsWith(right.on().name())
                    : asked.on().name().equals(right.on().name()));
  }

  private static Duty duty(Role role) {
    return Duty.valueOf(role.name());
  }

  // --- PostgreSQL

  private static List<String> mayDo(String relation) throws Exception {
    List<String> all = new ArrayList<>();
    for (String user : SecuredDatabase.USERS) {
      List<String> may = new ArrayList<>();
      boolean sequence = relation.equals("job_number");
      for (String verb :
          sequence ? List.of("usage") : List.of("select", "insert", "update", "delete")) {
        String question =
            "select has_%s_privilege('%s', '%s', '%s')"
                .formatted(sequence ? "sequence" : "table", user, relation, verb);
        if (rows(question).getFirst().equals("t")) {
          may.add(verb);
        }
      }
      all.add(String.join(", ", may));
    }
    return all;
  }

  private static List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private static void refused(String user, String sql) throws Exception {
    try (Connection connection = database.connect(user);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .as(user + ": " + sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  // --- the API

  private static JsonNode get(String path) {
    return Http.get(api + path).expect(200).json();
  }

  private static JsonNode post(String path, String body, int status) {
    return post(path, "application/json", body, status);
  }

  private static JsonNode post(String path, String contentType, String body, int status) {
    return Http.post(api + path, contentType, body).expect(status).json();
  }

  private static void done(Http.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
  }

  private static JsonNode awaitStatus(String job, String status) {
    return Await.value(
        job + " is " + status,
        PATIENCE,
        () -> get("/v1/batch-jobs/" + job),
        read -> read.get("status").asText().equals(status));
  }
}
