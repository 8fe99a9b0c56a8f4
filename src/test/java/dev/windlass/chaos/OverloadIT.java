package dev.windlass.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.chaos.Crowd.Ask;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * More than the program can do, in one process with all roles, a heap of 384 MB, few connections
 * and a worker with one slot.
 */
@Tag("alone")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 4;
  private static final int CONNECTIONS = 10;

  private final String prefix = "overload-" + UUID.randomUUID();
  private final Crowd crowd = new Crowd();
  private TestServers servers;
  private WindlassProcess program;
  private String api;
  private DecidedDirectives log;

  @BeforeAll
  void start() throws Exception {
    servers = TestServers.get().withFreshDatabase();
    log = new DecidedDirectives(servers.bootstrapServers(), prefix, PARTITIONS);
    program = WindlassProcess.start("384m", environment());
    api = program.awaitListening().toString();
    Await.value("ready", PATIENCE, () -> Http.get(api + "/q/health/ready"), a -> a.status() == 200);
    define("idle", "nobody");
    define("small", "default");
  }

  @AfterEach
  void itLives() {
    assertThat(program.handle().isAlive()).as(program.output()).isTrue();
    assertThat(program.output()).doesNotContain("OutOfMemoryError");
  }

  @AfterAll
  void end() throws Exception {
    crowd.close();
    program.terminate();
    program.awaitExit();
    Files.createDirectories(Journal.LOGS);
    Files.writeString(Journal.LOGS.resolve("overload.log"), program.output());
  }

  @Test
  void aThousandClientsAtOnceAreServedOrSentAwayAndNothingIsDecidedTwice() throws Exception {
    burst(250, 1_000, 5);
    assertThat(crowd.answered(429)).as("sent away").isPositive();
  }

  @Test
  @Tag("chaos")
  void aHundredThousandDirectivesOfAThousandClients() throws Exception {
    burst(500, 1_000, 100);
  }

  @Test
  void aFleetThatIsMuchTooSmallGetsNoMoreTasksThanItCanTakeAndDoesThemAll() throws Exception {
    int jobs = 120;
    String body = "{\"definition\": \"default/small\", \"subJobs\": 2, \"start\": true}";
    assertThat(crowd.create(api, body, jobs)).doesNotHaveDuplicates().hasSize(jobs);
    assertThat(statistics().get("batchJobs").get("completed").asInt()).isLessThan(jobs / 2);
    assertThat(log.unclaimed("default")).isLessThanOrEqualTo(4 * PARTITIONS);
    Await.until(
        "all have ended",
        PATIENCE,
        () -> statistics().get("batchJobs").get("completed").asInt() == jobs);
    assertThat(statistics().get("subJobs").get("completed").asInt()).isEqualTo(2 * jobs);
  }

  @Test
  void whoWaitsForAViewHoldsNoConnection() throws Exception {
    String job = create(false);
    HttpRequest waits = Crowd.get(api + "/v1/batch-jobs/" + job + "?after=e.0.999999&wait=PT5S");
    HttpRequest reads = Crowd.get(api + "/v1/batch-jobs/" + job);
    List<HttpRequest> all = new ArrayList<>(Collections.nCopies(3 * CONNECTIONS, waits));
    all.addAll(Collections.nCopies(3 * CONNECTIONS, reads));
    List<HttpResponse<String>> answers = crowd.once(all);
    assertThat(answers.subList(0, 3 * CONNECTIONS)).allSatisfy(a -> isAnswered(a, 412));
    assertThat(answers.subList(3 * CONNECTIONS, all.size())).allSatisfy(a -> isAnswered(a, 200));
  }

  @Test
  void whileTheDatabaseStandsStillReadsAreSentAwayAndDirectivesGoOn() throws Exception {
    String job = create(true);
    try (Connection locked = servers.connect();
        Statement statement = locked.createStatement()) {
      locked.setAutoCommit(false);
      statement.execute("lock table batch_job in access exclusive mode");
      direct(job, "pause").expect(202);
      readsAreSentAway(job);
      Http.Answer start = direct(job, "start").expect(503);
      assertThat(start.headers().firstValue("Retry-After")).isPresent();
      assertThat(direct(job, "unpause").json().get("code").asText()).isEqualTo("database-busy");
      assertThat(log.read()).containsKey(job + "/pause").doesNotContainKey(job + "/unpause");
      theViewsSayHowOldTheyAre();
      locked.rollback();
    }
    Await.until(
        "the view has caught up",
        PATIENCE,
        () -> read(job).get("status").asText().equals("paused"));
    assertThat(direct(job, "unpause").expect(202).json().get("state").asText()).isNotEmpty();
    nothingHangsOn();
  }

  private void burst(int jobs, int clients, int each) throws Exception {
    Burst burst = new Burst(api, log, jobs, clients, each);
    Map<Ask, Integer> answers = burst.run(crowd);
    burst.everyDirectiveIsDecidedOnce(answers);
    String one = answers.keySet().iterator().next().job();
    Await.until("one more is answered", () -> direct(one, "pause").status() < 429);
    Await.until("the audit has them all", PATIENCE, () -> audited() == clients * each);
    System.out.println("of the process: " + peakMemory());
  }

  /** More than there are connections and places: each is answered, and knows when to come back. */
  private void readsAreSentAway(String job) throws Exception {
    HttpRequest read = Crowd.get(api + "/v1/batch-jobs/" + job);
    List<HttpResponse<String>> answers = crowd.once(Collections.nCopies(300, read));
    assertThat(answers).allSatisfy(a -> assertThat(Crowd.comeBackAfter(a)).isPositive());
    assertThat(answers).anySatisfy(a -> assertThat(a.body()).contains("\"database-busy\""));
    assertThat(answers).anySatisfy(a -> assertThat(a.body()).contains("\"too-many-requests\""));
  }

  private static void isAnswered(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  private void theViewsSayHowOldTheyAre() {
    Await.until(
        "the statistics say that they are old",
        () -> statistics().get("freshness").get("ageMs").asLong() > 2_000);
  }

  private void nothingHangsOn() {
    Await.until("no read is under way", () -> metric("windlass_api_reads") == 0);
    Await.until("no change is under way", () -> metric("windlass_api_changes") == 0);
    Await.until(
        "no more connections than allowed",
        () ->
            number("select count(*) from pg_stat_activity where datname = current_database()")
                <= CONNECTIONS + 1);
  }

  private double metric(String name) {
    return Http.get(api + "/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private int audited() throws Exception {
    return number("select count(*) from directive where id ~ '^c[0-9]+[.][0-9]+$'");
  }

  private int number(String sql) throws Exception {
    try (Connection connection = servers.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private JsonNode statistics() {
    return Http.get(api + "/v1/statistics").expect(200).json();
  }

  private JsonNode read(String job) {
    return Http.get(api + "/v1/batch-jobs/" + job).expect(200).json();
  }

  private String create(boolean start) {
    String body = "{\"definition\": \"default/idle\", \"subJobs\": 1, \"start\": " + start + "}";
    return Http.post(api + "/v1/batch-jobs", body).expect(202).json().get("id").asText();
  }

  private Http.Answer direct(String job, String directive) {
    return Http.post(
        api + "/v1/batch-jobs/" + job + "/directives?wait=PT20S",
        "{\"id\": \"%1$s\", \"directive\": \"%1$s\"}".formatted(directive));
  }

  private void define(String name, String queue) {
    String body =
        "{\"name\": \"%s\", \"handler\": \"simulate\", \"queue\": \"%s\", \"cases\": [{\"id\": \"a\", \"parameters\": {\"duration\": \"PT0.05S\"}}]}";
    Http.post(api + "/v1/definitions", body.formatted(name, queue)).expect(201);
  }

  private String peakMemory() throws Exception {
    Path status = Path.of("/proc/" + program.handle().pid() + "/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream().filter(l -> l.startsWith("VmHWM")).findFirst().get()
        : "memory is not known here";
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    servers.asConfiguration().forEach((k, v) -> environment.put(variable(k), v));
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("WINDLASS_TOPICS_PREFIX", prefix);
    environment.put("WINDLASS_TOPICS_PARTITIONS", Integer.toString(PARTITIONS));
    environment.put("WINDLASS_TOPICS_QUEUES", "default,nobody");
    environment.put("WINDLASS_WORKER_QUEUES", "default");
    environment.put("WINDLASS_WORKER_SLOTS", "1");
    environment.put("WINDLASS_API_MAX_READS", "100");
    environment.put("WINDLASS_VIEW_STATEMENT_MS", "1000");
    environment.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", Integer.toString(CONNECTIONS));
    return environment;
  }

  private static String variable(String property) {
    return property.replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT);
  }
}
