package dev.windlass.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.chaos.Crowd.Ask;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.Signals;
import dev.windlass.testkit.TestServers;
import dev.windlass.testkit.WindlassProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that stands still, before a producer that has room for two batches. */
@Timeout(600)
class FullProducerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 4;
  private static final int JOBS = 20;

  @TempDir private Path data;
  private final Crowd crowd = new Crowd();
  private Broker broker;
  private WindlassProcess program;
  private String api;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(Journal.LOGS);
    broker = new Broker(data.resolve("kafka"), "full-producer-broker");
    broker.start();
    program = WindlassProcess.start("384m", environment());
    api = program.awaitListening().toString();
    Await.value("ready", PATIENCE, () -> Http.get(api + "/q/health/ready"), a -> a.status() == 200);
    Http.post(
            api + "/v1/definitions",
            "{\"name\": \"idle\", \"handler\": \"simulate\", \"cases\": [{\"id\": \"a\"}]}")
        .expect(201);
  }

  @AfterEach
  void end() throws Exception {
    crowd.close();
    Signals.thaw(broker.handle());
    program.kill();
    program.awaitExit();
    Files.writeString(Journal.LOGS.resolve("full-producer.log"), program.output());
    broker.close();
  }

  @Test
  void whatFindsNoRoomIsRefusedInTimeAndDoneOnceWhenItIsRepeated() throws Exception {
    List<List<Ask>> clients = clients(create());
    Signals.freeze(broker.handle());
    List<HttpResponse<String>> refused =
        crowd.once(clients.stream().map(asks -> asks.getFirst().request(api)).toList());
    assertThat(refused).allSatisfy(answer -> isRefusedWithAWayOut(answer));
    Signals.thaw(broker.handle());
    Map<Ask, Integer> answers = crowd.untilTaken(api, clients);
    assertThat(answers).hasSize(clients.size());
    new Burst(api, log(), JOBS, clients.size(), 1).everyDirectiveIsDecidedOnce(answers);
    assertThat(program.handle().isAlive()).isTrue();
  }

  private static void isRefusedWithAWayOut(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(Crowd.comeBackAfter(answer)).isPositive();
    assertThat(answer.body()).contains("log-unavailable", "with the same id", "directiveId");
  }

  private List<String> create() {
    String body = "{\"definition\": \"default/idle\", \"subJobs\": 1}";
    return IntStream.range(0, JOBS)
        .mapToObj(i -> Http.post(api + "/v1/batch-jobs", body).expect(202))
        .map(answer -> answer.json().get("id").asText())
        .toList();
  }

  /** Ten for each batch job: what each says is no matter, it is decided. */
  private static List<List<Ask>> clients(List<String> jobs) {
    return IntStream.range(0, 10 * JOBS)
        .mapToObj(c -> List.of(new Ask(jobs.get(c % JOBS), "c" + c, c < JOBS ? "start" : "pause")))
        .toList();
  }

  private DecidedDirectives log() {
    return new DecidedDirectives(broker.address(), "windlass", PARTITIONS);
  }

  private Map<String, String> environment() throws Exception {
    TestServers servers = TestServers.get().withFreshDatabase();
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.address());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", servers.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", servers.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", servers.password());
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("WINDLASS_ROLES", "api,coordinator,projection");
    environment.put("WINDLASS_TOPICS_PARTITIONS", Integer.toString(PARTITIONS));
    environment.put("WINDLASS_CONTROL_SEND_BUFFER", "32K");
    return environment;
  }
}
