package dev.windlass.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.windlass.job.Claim;
import dev.windlass.job.Directive;
import dev.windlass.job.DirectiveKind;
import dev.windlass.job.JobId;
import dev.windlass.job.Progress;
import dev.windlass.job.Wish;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassServers;
import dev.windlass.wire.ControlRecord;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WorkerRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every kind of poison in every topic, while a batch job runs: each is put aside with its reason
 * and seen through the API, every role goes on, and nothing is counted twice.
 */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
class PoisonIT {
  private static final int PARTITIONS = 12;
  private static final int SUB_JOBS = 1500;
  private static final byte[] GARBAGE = {(byte) 0xff, (byte) 0xfe, 0, '{', '"'};
  private static final byte[] ANOTHER_SHAPE = text("{\"colour\": \"blue\", \"sizes\": [1, 2]}");
  private static final byte[] HUGE = new byte[1_040_000];

  private final Topics topics = new Topics("windlass");
  private final String namespace = "poison-" + UUID.randomUUID();
  private final Instant begin = Instant.now();
  private Producer<byte[], byte[]> producer;
  private JobId job;
  private String incarnation;
  private int grantsPartition;

  /** A record for a topic, and what its reader says of it; null where it is no poison there. */
  private record Poison(ProducerRecord<byte[], byte[]> record, String role, String reason) {}

  private record Sent(Poison poison, RecordMetadata at) {
    String place() {
      return at.topic() + "/" + at.partition() + "/" + at.offset();
    }
  }

  @BeforeEach
  void set() {
    producer =
        new KafkaClients(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()))
            .producer("poison", Map.of("linger.ms", 0));
    given()
        .contentType("application/json")
        .body(
            """
            {"namespace": "%s", "name": "work", "handler": "simulate",
             "cases": [{"id": "a", "parameters": {"duration": "PT0.02S"}}]}"""
                .formatted(namespace))
        .post("/v1/definitions")
        .then()
        .statusCode(201);
  }

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void everyPoisonIsPutAsideAndSeenAndTheBatchJobEndsWithExactCounts() throws Exception {
    long parkedBefore = statistics().getLong("parked");
    job = JobId.parse(created(", \"start\": true, \"maxConcurrent\": 4, \"subJobs\": " + SUB_JOBS));
    findWorker();
    Await.until("it runs", () -> read().getLong("progress.done") > 20);

    List<Sent> sent = new ArrayList<>();
    for (Poison poison : poisons()) {
      sent.add(new Sent(poison, producer.send(poison.record()).get()));
    }
    assertThat(read().getString("status")).as("it ran meanwhile").isEqualTo("running");
    JsonPath ended =
        Await.value(
            "it ends", Duration.ofSeconds(90), this::read, one -> one.get("stopTime") != null);

    assertThat(ended.getString("status")).isEqualTo("completed");
    assertThat(ended.getLong("counts.completed")).isEqualTo(SUB_JOBS);
    assertThat(ended.getLong("progress.successful")).isEqualTo(SUB_JOBS);
    assertThat(ended.getLong("progress.failed")).isZero();
    List<Sent> poison = sent.stream().filter(s -> s.poison().reason() != null).toList();
    Map<String, Map<String, ?>> letters = letters(poison.size());
    for (Sent one : poison) {
      Map<String, ?> letter = letters.remove(one.place());
      assertThat(letter).as(one.place() + ": " + one.poison().reason()).isNotNull();
      assertThat((String) letter.get("reason")).contains(one.poison().reason());
      assertThat(letter.get("role")).isEqualTo(one.poison().role());
      assertThat(letter.get("state")).isEqualTo("parked");
      int size = one.poison().record().value() == null ? 0 : one.poison().record().value().length;
      assertThat(((Number) letter.get("size")).intValue()).isEqualTo(size);
      assertThat(letter.get("truncated")).isEqualTo(size > DeadLetter.MOST_BYTES);
    }
    assertThat(letters).as("what is no poison is not put aside").isEmpty();
    assertThat(statistics().getLong("parked")).isEqualTo(parkedBefore + poison.size());
    assertThat(
            given()
                .get("/v1/batch-jobs/" + job + "/directives")
                .jsonPath()
                .getString("items.find { it.id == 'newer-" + job + "' }.state"))
        .as("a directive of a newer version is read")
        .isEqualTo("repeated");
    String metrics = given().get("/q/metrics").asString();
    for (String role : List.of("coordinator", "projection", "worker")) {
      assertThat(metrics).containsPattern("windlass_dead_letters_total\\{.*role=\"" + role);
    }
    given().get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void aDirectiveThatAnOlderVersionPutAsideIsAppliedWhenItIsSentAgain() throws Exception {
    job = JobId.parse(created(", \"subJobs\": 3, \"maxConcurrent\": 1, \"start\": false"));
    Directive start = directive("later-" + job, DirectiveKind.DELETE);
    String id = park(letter(topics.directives(), start, RecordType.DIRECTIVE.headers(), null));
    String token =
        redrive(id, "")
            .statusCode(202)
            .body("state", equalTo("redriven"))
            .body("times", equalTo(1))
            .extract()
            .path("token");
    assertThat(token).startsWith("d.");
    given()
        .get("/v1/batch-jobs/" + job + "?wait=PT20S&after=" + token)
        .then()
        .statusCode(200)
        .body("status", equalTo("deleted"));
    redrive(id, "").statusCode(409).body("code", equalTo("already-redriven"));
    redrive(id, "?again=true").statusCode(202).body("times", equalTo(2));
    given()
        .get("/v1/dead-letters/" + id)
        .then()
        .statusCode(200)
        .body("state", equalTo("redriven"))
        .body("redrive.times", equalTo(2))
        .body("redrive.by", equalTo("anonymous"))
        .body("value.json.directive", equalTo("delete"))
        .body("headers[0].name", equalTo("type"))
        .body("headers[0].value.text", equalTo("directive"));
    assertThat(
            given()
                .get("/v1/batch-jobs/" + job + "/directives?after=" + token)
                .jsonPath()
                .getString("items.find { it.id == 'later-" + job + "' }.state"))
        .isEqualTo("applied");
  }

  @Test
  void anEventThatPostgresRefusedHealsTheViewWhenItIsSentAgain() throws Exception {
    sql("alter table batch_job add constraint poison check (namespace <> '" + namespace + "')");
    String id;
    try {
      job = JobId.parse(created(", \"subJobs\": 2, \"start\": false"));
      id = awaitLetter(topics.events(), job.toString());
      given().get("/v1/batch-jobs/" + job).then().statusCode(404);
    } finally {
      sql("alter table batch_job drop constraint poison");
    }
    given()
        .get("/v1/dead-letters/" + id)
        .then()
        .body("reason", containsString("Postgres refuses it"))
        .body("key.text", equalTo(job.toString()))
        .body(
            "headers.find { it.name == 'ce_type' }.value.text", equalTo("dev.windlass.JobCreated"));
    String token = redrive(id, "").statusCode(202).extract().path("token");
    given()
        .get("/v1/batch-jobs/" + job + "?wait=PT20S&after=" + token)
        .then()
        .statusCode(200)
        .body("status", equalTo("created"))
        .body("subJobsTotal", equalTo(2));
    given()
        .contentType("application/json")
        .body("{\"directive\": \"start\"}")
        .post("/v1/batch-jobs/" + job + "/directives?wait=PT20S")
        .then()
        .statusCode(202);
    Await.until("it ends", () -> read().getString("status").equals("completed"));
    String again = redrive(id, "?again=true").statusCode(202).extract().path("token");
    given()
        .get("/v1/batch-jobs/" + job + "?wait=PT20S&after=" + again)
        .then()
        .body("status", equalTo("completed"))
        .body("counts.completed", equalTo(2));
  }

  @Test
  void whatCanNotBeSentAgainSaysWhy() throws Exception {
    job = JobId.of(Instant.now(), 7, ThreadLocalRandom.current().nextLong());
    Claim claim = new Claim(job, 1, 1, "nobody", 0, false);
    Headers none = new RecordHeaders();
    refused(letter("clock", claim, none, null), "'clock' is not a topic of this program");
    refused(letter("other.claims", claim, none, null), "'other.claims' is not a topic of this");
    refused(letter(topics.claims(), claim, none, true), "only the beginning of a record");
    refused(letter(topics.claims(), 99, claim, none, null), "windlass.claims has 12 partitions");
    refused(
        letter(topics.control(), new ControlRecord(1, Wish.RUN, 1), none, null),
        "keeps only the newest record of each key");
    refused(
        withoutHeaders(letter(topics.claims(), claim, none, null)), "did not keep the record's");
    JobId purged = JobId.of(Instant.now().minus(Duration.ofDays(15)), 7, 1);
    job = purged;
    refused(letter(topics.events(), claim, none, null), "its batch job ended longer ago");
    redrive("dl-9-9", "").statusCode(404).body("code", equalTo("unknown-dead-letter"));
  }

  @Test
  void manyAreListedPageByPageAndSentAgainAtOnce() throws Exception {
    job = JobId.of(Instant.now(), 7, ThreadLocalRandom.current().nextLong());
    String mark = "mark " + UUID.randomUUID();
    Claim claim = new Claim(job, 1, 1, "nobody", 0, false);
    for (int i = 0; i < 3; i++) {
      DeadLetter whole = letter(topics.claims(), claim, new RecordHeaders(), null);
      park(reason(whole, mark + " " + i));
    }
    park(reason(letter("clock", claim, new RecordHeaders(), null), mark + " c"));
    JsonPath first =
        given()
            .queryParam("q", mark)
            .get("/v1/dead-letters?limit=3&from=" + begin)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(first.<String>getList("items.reason"))
        .containsExactly(mark + " c", mark + " 2", mark + " 1");
    given()
        .queryParam("q", mark)
        .queryParam("cursor", first.getString("nextCursor"))
        .get("/v1/dead-letters?limit=3&from=" + begin)
        .then()
        .body("items.reason", equalTo(List.of(mark + " 0")));
    given()
        .queryParam("q", mark)
        .get("/v1/dead-letters?topic=claims&role=coordinator&state=parked")
        .then()
        .body("items.size()", equalTo(3));
    many("{\"q\": \"" + mark + "\", \"dryRun\": true}", 4, 0, 1);
    many("{\"q\": \"" + mark + "\", \"topic\": \"claims\", \"limit\": 2}", 2, 2, 0);
    many("{\"q\": \"" + mark + "\"}", 2, 1, 1);
    given()
        .queryParam("q", mark)
        .get("/v1/dead-letters?state=redriven")
        .then()
        .body("items.size()", equalTo(3));
  }

  // --- poison

  private List<Poison> poisons() {
    List<Poison> all = new ArrayList<>();
    Headers directive = RecordType.DIRECTIVE.headers();
    common(all, topics.directives(), here(), job.toString(), directive, "coordinator", "Directive");
    common(all, topics.claims(), here(), job.toString(), none(), "coordinator", "Claim");
    common(all, topics.progress(), here(), job.toString(), none(), "coordinator", "Progress");
    common(all, topics.results(), here(), job.toString(), none(), "projection", "ResultRecord");
    String paused = "dev.windlass.JobPaused";
    common(all, topics.events(), here(), job.toString(), event(paused), "projection", paused);
    common(all, topics.grants(), grantsPartition, incarnation, reply(), "worker", "Reply");
    common(all, tasks(), 0, job.toString(), none(), "worker", "TaskRecord");
    common(all, topics.deadLetters(), 0, "x", none(), "projection", "DeadLetter");

    // A key's newest record counts here, and null says that there is none any more.
    String stranger = JobId.of(Instant.now(), job.slot(), 77).toString();
    keyed(all, topics.control(), here(), stranger, "worker", "ControlRecord");
    keyed(all, topics.workers(), 0, "a-stranger", "projection", "WorkerRecord");
    add(all, topics.control(), here(), "not-a-key", none(), text("{}"), "worker", "Invalid UUID");
    // Nobody of this program reads it.
    for (byte[] value : Arrays.asList(GARBAGE, new byte[0], null, ANOTHER_SHAPE)) {
      add(all, topics.status(), here(), stranger, none(), value, null, null);
    }
    unknownWords(all);
    ofANewerVersion(all);
    return all;
  }

  private void common(
      List<Poison> all,
      String topic,
      int partition,
      String key,
      Headers headers,
      String role,
      String type) {
    add(all, topic, partition, key, headers, GARBAGE, role, "not a " + type);
    add(all, topic, partition, key, headers, new byte[0], role, "not a " + type);
    add(all, topic, partition, key, headers, null, role, "there is no value");
    add(all, topic, partition, key, headers, text("null"), role, "there is null");
    add(all, topic, partition, key, headers, text("[]"), role, "not a " + type);
    add(all, topic, partition, key, headers, ANOTHER_SHAPE, role, "");
    add(all, topic, partition, key, headers, HUGE, role, "not a " + type);
  }

  private void keyed(
      List<Poison> all, String topic, int partition, String key, String role, String type) {
    for (byte[] value : List.of(GARBAGE, new byte[0], text("[]"), HUGE)) {
      add(all, topic, partition, key, none(), value, role, "not a " + type);
    }
    add(all, topic, partition, key, none(), ANOTHER_SHAPE, role, "");
    add(all, topic, partition, key, none(), null, null, null);
  }

  private void unknownWords(List<Poison> all) {
    byte[] explode =
        text("{\"id\": \"x-%s\", \"job\": \"%s\", \"directive\": \"explode\"}".formatted(job, job));
    add(
        all,
        topics.directives(),
        here(),
        job.toString(),
        RecordType.DIRECTIVE.headers(),
        explode,
        "coordinator",
        "'explode' is not a DirectiveKind");
    Headers strange = new RecordHeaders().add(RecordType.HEADER, text("strange"));
    add(
        all,
        topics.directives(),
        here(),
        job.toString(),
        strange,
        explode,
        "coordinator",
        "'strange' is not a type of record");
    add(
        all,
        topics.grants(),
        grantsPartition,
        incarnation,
        reply(),
        text("{\"type\": \"promised\"}"),
        "worker",
        "promised");
    add(
        all,
        topics.events(),
        here(),
        job.toString(),
        event("dev.windlass.JobDancing"),
        text("{\"job\": \"%s\", \"directivesOffset\": -1, \"event\": {}}".formatted(job)),
        "projection",
        "'dev.windlass.JobDancing' is not a type of event that this version knows");
    add(
        all,
        topics.control(),
        here(),
        JobId.of(Instant.now(), job.slot(), 78).toString(),
        none(),
        text("{\"epoch\": 1, \"wish\": \"dance\", \"controlVersion\": 1}"),
        "worker",
        "'dance' is not a Wish");
  }

  /** Fields that this version does not know are no poison. */
  private void ofANewerVersion(List<Poison> all) {
    JobId other = JobId.of(Instant.now(), job.slot(), 79);
    newer(all, topics.directives(), directive("newer-" + job, DirectiveKind.CREATE));
    newer(all, topics.claims(), new Claim(job, 999_999, 1, "a-stranger", 0, false));
    newer(all, topics.progress(), new Progress(job, "a-stranger", 0, false, List.of()));
    newer(all, topics.results(), new ResultRecord(job, 0, 1, "a-stranger", List.of()));
    all.add(
        new Poison(
            record(tasks(), 0, other.toString(), none(), newer(new TaskRecord(other, 1, 1))),
            null,
            null));
    all.add(
        new Poison(
            record(
                topics.workers(),
                0,
                "a-stranger",
                none(),
                newer(
                    new WorkerRecord(
                        "a-stranger", "s", List.of(), 0, 0, 0, true, 0, "9", begin, begin))),
            null,
            null));
    all.add(new Poison(record(topics.workers(), 0, "a-stranger", none(), null), null, null));
  }

  private void newer(List<Poison> all, String topic, Object record) {
    Headers headers = topic.equals(topics.directives()) ? RecordType.DIRECTIVE.headers() : none();
    all.add(new Poison(record(topic, here(), job.toString(), headers, newer(record)), null, null));
  }

  private static byte[] newer(Object record) {
    var fields = Json.MAPPER.<com.fasterxml.jackson.databind.node.ObjectNode>valueToTree(record);
    return Json.write(fields.put("fromANewerVersion", true));
  }

  private void add(
      List<Poison> all,
      String topic,
      int partition,
      String key,
      Headers headers,
      byte[] value,
      String role,
      String reason) {
    all.add(new Poison(record(topic, partition, key, headers, value), role, reason));
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, String key, Headers headers, byte[] value) {
    return new ProducerRecord<>(topic, partition, key == null ? null : text(key), value, headers);
  }

  private int here() {
    return job.partition(PARTITIONS);
  }

  private String tasks() {
    return topics.tasks("default", dev.windlass.job.Definition.Priority.NORMAL);
  }

  private static Headers none() {
    return new RecordHeaders();
  }

  private static Headers reply() {
    return RecordType.REPLY.headers();
  }

  private Headers event(String type) {
    return new RecordHeaders()
        .add("ce_id", text("poison"))
        .add("ce_time", text(begin.toString()))
        .add(EventCodec.TYPE, text(type))
        .add(EventCodec.SUBJECT, text(job.toString()));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // --- letters

  private Directive directive(String id, DirectiveKind kind) {
    return new Directive(id, job, kind, "ana", Instant.now(), null, null, null);
  }

  private DeadLetter letter(String topic, Object value, Headers headers, Boolean truncated) {
    return letter(topic, here(), value, headers, truncated);
  }

  /** As a role of another version would have put it aside. */
  private DeadLetter letter(
      String topic, int partition, Object value, Headers headers, Boolean truncated) {
    return new DeadLetter(
        topic,
        partition,
        ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50),
        "coordinator",
        "an older version knew nothing of it",
        Instant.now(),
        text(job.toString()),
        Json.write(value),
        DeadLetter.headers(headers),
        Json.write(value).length,
        truncated);
  }

  private static DeadLetter reason(DeadLetter l, String reason) {
    return new DeadLetter(
        l.topic(),
        l.partition(),
        l.offset(),
        l.role(),
        reason,
        l.at(),
        l.key(),
        l.value(),
        l.headers(),
        l.size(),
        l.truncated());
  }

  private static DeadLetter withoutHeaders(DeadLetter l) {
    return new DeadLetter(
        l.topic(),
        l.partition(),
        l.offset(),
        l.role(),
        l.reason(),
        l.at(),
        l.key(),
        l.value(),
        null,
        null,
        null);
  }

  /** Its id, when it is seen. */
  private String park(DeadLetter letter) throws Exception {
    RecordMetadata at =
        producer.send(new ProducerRecord<>(topics.deadLetters(), Json.write(letter))).get();
    String id = "dl-" + at.partition() + "-" + at.offset();
    Await.until(id + " is seen", () -> given().get("/v1/dead-letters/" + id).statusCode() == 200);
    return id;
  }

  private void refused(DeadLetter letter, String why) throws Exception {
    String id = park(letter);
    redrive(id, "")
        .statusCode(409)
        .body("code", equalTo("not-redrivable"))
        .body("detail", containsString(why));
    given().get("/v1/dead-letters/" + id).then().body("notRedrivable", containsString(why));
  }

  private String awaitLetter(String topic, String key) {
    JsonPath found =
        Await.value(
            "the dead letter",
            () -> given().queryParam("q", key).get("/v1/dead-letters?topic=" + topic).jsonPath(),
            list -> !list.getList("items").isEmpty());
    return found.getString("items[0].id");
  }

  /** All since the test began, by the place of their record. */
  private Map<String, Map<String, ?>> letters(int atLeast) {
    return Await.value(
        "%d dead letters".formatted(atLeast), this::letters, all -> all.size() >= atLeast);
  }

  private Map<String, Map<String, ?>> letters() {
    Map<String, Map<String, ?>> all = new HashMap<>();
    JsonPath list = given().get("/v1/dead-letters?limit=1000&from=" + begin).jsonPath();
    for (Map<String, ?> letter : list.<Map<String, ?>>getList("items")) {
      String place =
          letter.get("topic") + "/" + letter.get("partition") + "/" + letter.get("offset");
      assertThat(all.put(place, letter)).as("one row for " + place).isNull();
    }
    return all;
  }

  private static void many(String body, int matched, int redriven, int refused) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/v1/dead-letters/redrive")
        .then()
        .statusCode(202)
        .body("matched", equalTo(matched))
        .body("redriven", equalTo(redriven))
        .body("refused", equalTo(refused));
  }

  private static io.restassured.response.ValidatableResponse redrive(String id, String query) {
    return given().post("/v1/dead-letters/" + id + "/redrive" + query).then();
  }

  // --- the batch job

  private String created(String more) {
    return given()
        .contentType("application/json")
        .body("{\"definition\": \"" + namespace + "/work\"" + more + "}")
        .post("/v1/batch-jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private JsonPath read() {
    return given().get("/v1/batch-jobs/" + job + "?subJobs=0").jsonPath();
  }

  private static JsonPath statistics() {
    return given().get("/v1/statistics").jsonPath().setRootPath("deadLetters");
  }

  private void findWorker() throws SQLException {
    try (Connection connection = TestServers.get().connect();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select incarnation, grants_partition from worker"
                        + " order by last_seen_at desc limit 1")) {
      row.next();
      incarnation = row.getString(1);
      grantsPartition = row.getInt(2);
    }
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection = TestServers.get().connect()) {
      connection.createStatement().execute(statement);
    }
  }
}
