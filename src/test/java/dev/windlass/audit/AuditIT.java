package dev.windlass.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.ClientRun;
import dev.windlass.control.Audit;
import dev.windlass.control.AuditBacklog;
import dev.windlass.control.AuditSealer;
import dev.windlass.projection.rebuild.Rebuild;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassServers;
import dev.windlass.view.Cursor;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.WireConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** The audit of a running program, from the change to the command that verifies it. */
@QuarkusTest
@QuarkusTestResource(WindlassServers.class)
@Timeout(120)
@Tag("own-jvm")
class AuditIT {
  private static final int ALTERED = 8;
  private static final String ZEROS = "0".repeat(64);

  private final String namespace = "audit-" + UUID.randomUUID();

  @Inject AuditSealer sealer;
  @Inject Audit audit;
  @Inject KafkaClients clients;
  @Inject WireConfig wire;

  @Test
  void everyChangeStandsInTheChainWithWhoDidItWhereAndWhatCameOfIt() {
    define("work", "first").statusCode(201);
    define("work", "first").statusCode(200);
    define("work", "second").statusCode(200);
    put("/v1/definitions/" + namespace + "/work?dryRun=true", definition("work", "third"))
        .statusCode(200);
    schedule("0 0 1 1 *").statusCode(201);
    schedule("0 0 2 1 *").statusCode(200);
    given().delete("/v1/schedules/nightly?namespace=" + namespace).then().statusCode(204);
    String input =
        given()
            .contentType("text/csv")
            .body("a\n1\n")
            .post("/v1/inputs?namespace=" + namespace)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    given().delete("/v1/inputs/" + input).then().statusCode(204);
    String job = batchJob();
    directive(job, "pause").statusCode(409);
    given().delete("/v1/definitions/" + namespace + "/work").then().statusCode(204);

    List<Map<String, Object>> entries = awaitEntries(10);

    assertThat(entries)
        .extracting(entry -> entry.get("action") + " " + entry.get("outcome"))
        .containsExactlyInAnyOrder(
            "definition.create done",
            "definition.replace done",
            "schedule.create done",
            "schedule.replace done",
            "schedule.delete done",
            "input.create done",
            "input.delete done",
            "batch-job.create applied",
            "batch-job.pause refused",
            "definition.delete done");
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry).containsEntry("actor", "anonymous");
              assertThat(entry).containsEntry("origin", "api 127.0.0.1");
            });
    assertThat(entry(entries, "batch-job.pause"))
        .containsEntry("subject", job)
        .extracting("detail")
        .asString()
        .contains("code=illegal-in-status", "reason=");
    assertThat(entry(entries, "definition.replace"))
        .containsEntry("subject", namespace + "/work")
        .containsEntry("detail", Map.of("version", "2"));
    assertThat(entries.getFirst()).containsEntry("position", 1).containsEntry("previous", ZEROS);
    assertThat(verify(0).out()).contains(namespace + ": entries 1 to 10 are as they were written.");
  }

  @Test
  void whatAScheduleFiresAndABulkDirectiveAsksNamesThem() {
    define("work", "1");
    schedule("* * * * * *").statusCode(201);
    Map<String, Object> fired = entry(awaitAction("batch-job.create"), "batch-job.create");
    given().delete("/v1/schedules/nightly?namespace=" + namespace).then().statusCode(204);
    assertThat(fired)
        .containsEntry("actor", "schedule nightly")
        .containsEntry("origin", "schedule " + namespace + "/nightly");
    String bulk =
        post(
                "/v1/bulk-directives",
                "{\"directive\": \"delete\", \"selector\": {\"definition\": \"%s/work\"}}"
                    .formatted(namespace))
            .statusCode(202)
            .extract()
            .path("id");
    List<Map<String, Object>> entries = awaitAction("batch-job.delete");
    assertThat(entry(entries, "batch-job.delete"))
        .containsEntry("actor", "anonymous")
        .containsEntry("origin", "bulk " + bulk);
    assertThat(entry(entries, "bulk-directive.create")).containsEntry("subject", bulk);
  }

  @Test
  void aListIsNewestFirstAndGoesPageByPage() {
    for (String text : List.of("1", "2", "3", "4", "5")) {
      define("work", text);
    }
    awaitEntries(5);
    List<Integer> positions = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page =
          given()
              .queryParam("namespace", namespace)
              .queryParam("action", "definition")
              .queryParam("subject", namespace + "/work")
              .queryParam("from", Instant.now().minusSeconds(60).toString())
              .queryParam("limit", 2)
              .queryParam("cursor", cursor)
              .get("/v1/audit")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      positions.addAll(page.getList("items.position"));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    assertThat(positions).containsExactly(5, 4, 3, 2, 1);
    assertThat(run(0, "audit", "list", "-n", namespace, "--action", "definition.create").out())
        .containsPattern("definition.create +" + namespace + "/work +done +version=1");
    assertThat(run(0, "audit", "list", "-n", namespace, "--actor", "nobody").out())
        .doesNotContain("definition");
  }

  @Test
  void whateverSomebodyDoesToAChainIsFoundAndNamed() throws SQLException {
    for (String text : List.of("1", "2", "3", "4", "5")) {
      define("work", text);
    }
    awaitEntries(5);
    String head = head();
    String third = "update audit_entry set %s where namespace = '$' and position = 3";
    try (Tampering somebody = new Tampering(namespace)) {
      for (String column :
          List.of(
              "at = at + interval '1 microsecond'",
              "actor = 'bob'",
              "actor = null",
              "origin = 'api 10.9.9.9'",
              "action = 'definition.create'",
              "subject = subject || 'x'",
              "outcome = 'refused'",
              "detail = '{\"version\": \"9\"}'",
              "detail = null",
              "previous = decode('%s', 'hex')".formatted("ab".repeat(32)),
              "hash = decode('%s', 'hex')".formatted("ab".repeat(32)))) {
        found(somebody, "BROKEN at 3", third.formatted(column));
      }
      found(
          somebody,
          "BROKEN at 3: it is missing: 2 is followed by 4",
          "delete from audit_entry where namespace = '$' and position = 3");
      found(
          somebody,
          "BROKEN at 1: it is missing",
          "delete from audit_entry where namespace = '$' and position = 1");
      found(
          somebody,
          "BROKEN at 5: it is missing, and so are all after it",
          "delete from audit_entry where namespace = '$' and position = 5");
      found(
          somebody,
          "BROKEN at 3",
          "delete from audit_entry where namespace = '$' and position = 3",
          "update audit_entry set position = position - 1"
              + " where namespace = '$' and position > 3",
          "update audit_chain set position = 4 where namespace = '$'");
      found(
          somebody,
          "BROKEN at 4",
          "update audit_entry set position = 99 where namespace = '$' and position = 5",
          "insert into audit_entry select namespace, 5, at, 'bob', origin, action, subject,"
              + " outcome, detail, hash, previous from audit_entry"
              + " where namespace = '$' and position = 4",
          "update audit_entry set position = 6 where namespace = '$' and position = 99",
          "update audit_entry set position = 99 where namespace = '$' and position = 4",
          "update audit_entry set position = 4 where namespace = '$' and position = 5",
          "update audit_entry set position = 5 where namespace = '$' and position = 99");
      found(
          somebody,
          "BROKEN at 2",
          "update audit_entry set position = 99 where namespace = '$' and position = 2",
          "update audit_entry set position = 2 where namespace = '$' and position = 3",
          "update audit_entry set position = 3 where namespace = '$' and position = 99");
      found(
          somebody,
          "BROKEN at 2: it is missing, and so are all before it, and no entry says",
          "delete from audit_entry where namespace = '$' and position <= 2",
          "update audit_chain set let_go_position = 2, let_go_hash ="
              + " (select previous from audit_entry where namespace = '$' and position = 3)"
              + " where namespace = '$'");

      somebody.run("delete from audit_entry where namespace = '$' and position = 5");
      somebody.run(
          "update audit_chain set position = 4, hash ="
              + " (select hash from audit_entry where namespace = '$' and position = 4)"
              + " where namespace = '$'");
      verify(0);
      assertThat(verify(ALTERED, "--head", head).out())
          .contains("No entry has the hash " + head + ": an end was cut off");
      somebody.undo();
      assertThat(verify(0, "--head", head).out()).contains("entries 1 to 5");
    }
  }

  @Test
  void howFarTheSealerIsBehindIsKnown() throws SQLException {
    Instant begin = Instant.now();
    try (Connection other = TestServers.get().connect();
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(" + AuditSealer.LOCK + ")");
      define("work", "1");
      AuditBacklog change = audit.backlog();
      assertThat(change.entries()).isGreaterThanOrEqualTo(1);
      assertThat(change.oldest()).isBeforeOrEqualTo(Instant.now());
      batchJob();
      assertThat(audit.backlog().entries()).isGreaterThan(change.entries());
      awaitMetric("windlass_audit_unsealed_entries", value -> value >= 2);
      awaitMetric("windlass_audit_unsealed_seconds", value -> value > 0);
      assertThat(audit.backlog().age(Instant.now()))
          .isGreaterThanOrEqualTo(Duration.between(audit.backlog().oldest(), begin));
      statement.execute("select pg_advisory_unlock(" + AuditSealer.LOCK + ")");
    }
    Await.until("all is sealed", () -> audit.backlog().equals(new AuditBacklog(0, null)));
    awaitMetric("windlass_audit_unsealed_seconds", value -> value == 0);
  }

  @Test
  void whatChangesWhileNobodySealsIsSealedLaterAndOnce() throws SQLException {
    try (Connection other = TestServers.get().connect();
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(" + AuditSealer.LOCK + ")");
      define("work", "1");
      put("/v1/definitions/" + namespace + "/work", "{}").statusCode(400);
      given()
          .header("If-Match", "\"7\"")
          .delete("/v1/definitions/" + namespace + "/work")
          .then()
          .statusCode(412);
      batchJob();
      assertThat(sealer.seal()).isZero();
      assertThat(given().get("/v1/audit?namespace=" + namespace).jsonPath().getList("items"))
          .isEmpty();
      statement.execute("select pg_advisory_unlock(" + AuditSealer.LOCK + ")");
    }
    assertThat(awaitEntries(2))
        .extracting(entry -> entry.get("action"))
        .containsExactly("definition.create", "batch-job.create");
  }

  @Test
  void aSliceHasABoundHoweverMuchIsNew() throws SQLException {
    int changes = AuditBacklog.MOST + AuditSealer.AT_ONCE;
    try (Connection connection = TestServers.get().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(" + AuditSealer.LOCK + ")");
      statement.execute(
          ("insert into audit_pending (namespace, at, actor, action, subject, outcome)"
                  + " select '%s', now(), 'ana', 'definition.create', n::text, 'done'"
                  + " from generate_series(1, %d) n")
              .formatted(namespace, changes));
      assertThat(audit.backlog().entries()).isBetween((long) AuditBacklog.MOST, changes - 1L);
      statement.execute("select pg_advisory_unlock(" + AuditSealer.LOCK + ")");
    }
    int most = 0;
    for (int sealed = 1; sealed > 0 || entries().isEmpty(); sealed = sealer.seal()) {
      most = Math.max(most, sealed);
    }
    assertThat(most).isLessThan(2 * AuditSealer.AT_ONCE);
    Await.until("all are sealed", () -> entries(changes - 1).size() == 1);
    assertThat(verify(0).out()).contains("entries 1 to " + changes);
  }

  @Test
  void manySealersAtOnceWriteOneChain() throws Exception {
    int changes = 200;
    define("work", "0");
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<?>> all = new ArrayList<>();
      for (int sealing = 0; sealing < 3; sealing++) {
        all.add(threads.submit(() -> Await.until("all are sealed", () -> seal() > changes)));
      }
      for (int changing = 0; changing < 3; changing++) {
        String name = "work-" + changing;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i <= changes / 3; i++) {
                    define(name, "text " + i);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(awaitEntries(1 + 3 * (changes / 3 + 1)))
        .extracting(entry -> entry.get("subject") + " " + entry.get("detail"))
        .doesNotHaveDuplicates();
    verify(0);
  }

  @Test
  void aRebuildOfTheViewsSealsNothingAgain() throws Exception {
    define("work", "1");
    String job = batchJob();
    directive(job, "delete").statusCode(202);
    awaitEntries(3);
    String before = head();
    try (Connection somebody = TestServers.get().connect();
        Statement statement = somebody.createStatement()) {
      statement.execute(
          "delete from directive where directive = 'create' and batch_job_id = '" + job + "'");
      statement.execute(
          "update directive set state = 'refused' where batch_job_id = '" + job + "'");
      assertThat(rebuild()).isTrue();
      try (var rows =
          statement.executeQuery(
              "select count(*) from directive where state = 'applied' and batch_job_id = '"
                  + job
                  + "'")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
    }
    define("work", "2");
    assertThat(awaitEntries(4).getLast()).containsEntry("previous", before);
    verify(0, "--head", before);
  }

  @Test
  void whatIsOldIsLetGoAndAnEntrySaysSo() throws SQLException {
    for (String text : List.of("1", "2", "3")) {
      define("work", text);
    }
    List<Map<String, Object>> kept = awaitEntries(3);
    String second = (String) kept.get(1).get("hash");
    Instant before = Instant.parse((String) kept.get(2).get("at"));
    Await.until(
        "it is let go", () -> sealer.letGo(before, "of the test") >= 0 && entries().size() == 2);
    assertThat(entries())
        .extracting(entry -> entry.get("position") + " " + entry.get("action"))
        .containsExactly("3 definition.replace", "4 audit.let-go");
    assertThat(entries().getLast())
        .containsEntry("detail", Map.of("upTo", "2", "upToHash", second, "reason", "of the test"));
    assertThat(verify(0, "--head", second).out()).contains("entries 3 to 4");
    try (Tampering somebody = new Tampering(namespace)) {
      found(
          somebody,
          "BROKEN at 3: it is missing, and so are all before it, and no entry says",
          "delete from audit_entry where namespace = '$' and position = 3",
          "update audit_chain set let_go_position = 3, let_go_hash ="
              + " (select previous from audit_entry where namespace = '$' and position = 4)"
              + " where namespace = '$'");
    }
  }

  @Test
  void aChainThatIsNotThereIsSaidSo() {
    assertThat(verify(4).err()).contains("There is no chain of " + namespace);
  }

  private void found(Tampering somebody, String what, String... statements) throws SQLException {
    for (String statement : statements) {
      somebody.run(statement);
    }
    assertThat(verify(ALTERED).out()).as(String.join("; ", statements)).contains(what);
    somebody.undo();
  }

  private static void awaitMetric(String name, DoublePredicate holds) {
    Await.until(
        name,
        Duration.ofSeconds(30),
        () ->
            given()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .anyMatch(holds));
  }

  private int seal() {
    sealer.seal();
    return entries().size();
  }

  private boolean rebuild() {
    PGSimpleDataSource fresh = source();
    fresh.setCurrentSchema(Rebuild.schema());
    Rebuild.Progress silent =
        new Rebuild.Progress() {
          @Override
          public void step(long read, long all) {}

          @Override
          public void phase(String name) {}
        };
    return new Rebuild(
            new Rebuild.Servers(clients, wire.names().events(), source(), fresh),
            new Rebuild.Order(true, 20),
            silent)
        .run()
        .switched();
  }

  private static PGSimpleDataSource source() {
    TestServers servers = TestServers.get();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(servers.jdbcUrl());
    source.setUser(servers.username());
    source.setPassword(servers.password());
    return source;
  }

  private ClientRun verify(int code, String... more) {
    List<String> all = new ArrayList<>(List.of("audit", "verify", "-n", namespace));
    all.addAll(List.of(more));
    return run(code, all.toArray(String[]::new));
  }

  private static ClientRun run(int code, String... arguments) {
    ClientRun run = ClientRun.of("http://127.0.0.1:" + RestAssured.port, arguments);
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    return run;
  }

  private String head() {
    return given()
        .get("/v1/audit/chains")
        .jsonPath()
        .getString("items.find { it.namespace == '" + namespace + "' }.hash");
  }

  private List<Map<String, Object>> awaitEntries(int count) {
    return Await.value(
        count + " entries", Duration.ofSeconds(30), this::entries, all -> all.size() >= count);
  }

  private List<Map<String, Object>> awaitAction(String action) {
    return Await.value(
        action,
        Duration.ofSeconds(30),
        this::entries,
        all -> all.stream().anyMatch(entry -> entry.get("action").equals(action)));
  }

  private List<Map<String, Object>> entries() {
    return entries(0);
  }

  private List<Map<String, Object>> entries(long after) {
    return given()
        .queryParam("limit", 1000)
        .queryParam("cursor", after == 0 ? "" : Cursor.of(after).toString())
        .get("/v1/audit/chains/" + namespace)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items");
  }

  private static Map<String, Object> entry(List<Map<String, Object>> entries, String action) {
    return entries.stream().filter(entry -> entry.get("action").equals(action)).findFirst().get();
  }

  private String batchJob() {
    return post(
            "/v1/batch-jobs",
            "{\"definition\": \"%s/work\", \"subJobs\": 1, \"start\": false}".formatted(namespace))
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static ValidatableResponse directive(String job, String directive) {
    return post("/v1/batch-jobs/" + job + "/directives", "{\"directive\": \"" + directive + "\"}");
  }

  private ValidatableResponse define(String name, String text) {
    return put("/v1/definitions/" + namespace + "/" + name, definition(name, text));
  }

  private String definition(String name, String text) {
    return ("{\"namespace\": \"%s\", \"name\": \"%s\", \"description\": \"%s\","
            + " \"handler\": \"simulate\", \"cases\": [{\"id\": \"a\"}]}")
        .formatted(namespace, name, text);
  }

  private ValidatableResponse schedule(String cron) {
    return put(
        "/v1/schedules/nightly",
        "{\"name\": \"nightly\", \"cron\": \"%s\", \"batchJob\": {\"definition\": \"%s/work\"}}"
            .formatted(cron, namespace));
  }

  private static ValidatableResponse put(String path, String body) {
    return given().contentType("application/json").body(body).put(path).then();
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType("application/json").body(body).post(path).then();
  }
}
