package dev.windlass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.windlass.job.Begun;
import dev.windlass.job.Claim;
import dev.windlass.job.Definition;
import dev.windlass.job.Definition.KeepResults;
import dev.windlass.job.Definition.Priority;
import dev.windlass.job.Definition.Retries;
import dev.windlass.job.InputRef;
import dev.windlass.job.JobId;
import dev.windlass.job.Progress;
import dev.windlass.job.Progress.GrantProgress;
import dev.windlass.job.Range;
import dev.windlass.job.Reply;
import dev.windlass.job.Wish;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Settings;
import dev.windlass.testkit.TestServers;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.TopicSetup;
import dev.windlass.wire.WireConfig;
import dev.windlass.wire.WorkerRecord;
import dev.windlass.worker.handler.Handlers;
import dev.windlass.worker.handler.SimulateHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker on a real Kafka, with the test as its coordinator. */
@Tag("alone")
class WorkerIT {
  private static final Map<String, Object> NONE = Map.of();
  private static final String INTERNAL = "http://127.0.0.1:1";

  private static WireConfig wire;
  private static KafkaClients clients;
  private static TestCoordinator coordinator;

  private final GatedHandler gated = new GatedHandler();
  private final JobId job = JobId.of(Instant.now(), 77, ThreadLocalRandom.current().nextLong());
  private final List<Worker> started = new ArrayList<>();
  private final CountDownLatch askedToLeave = new CountDownLatch(1);
  private String apiUrl = INTERNAL;

  @BeforeAll
  static void connect() {
    Map<String, String> settings =
        Map.of(
            "windlass.topics.prefix", "worker-it-" + UUID.randomUUID(),
            "windlass.topics.partitions", "4",
            "windlass.topics.task-partitions", "1");
    wire = Settings.of(WireConfig.class, settings);
    clients = new KafkaClients(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()));
    new TopicSetup(clients, wire).ensure();
    coordinator = new TestCoordinator(clients, wire);
  }

  @AfterAll
  static void disconnect() throws InterruptedException {
    coordinator.close();
  }

  @AfterEach
  void endWorkers() {
    gated.openForEver();
    started.forEach(Worker::abandon);
  }

  @Test
  void aGrantIsRunToItsEndAndReported() throws Exception {
    start(Map.of());
    begin(definition("simulate", 2, 3, null), Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(5, 3), new Range(100, 1)));
    GrantProgress end = coordinator.letGo(job, 1);
    assertThat(end.nonce()).isEqualTo("nonce-1");
    assertThat(end.ended()).isEqualTo("c4");
    assertThat(end.done()).isEqualTo(24);
    assertThat(end.failed()).isZero();
    assertThat(end.handedBack()).isZero();
    assertThat(end.current()).isNull();
    assertThat(end.stuck()).isFalse();
    assertThat(end.resultsOffset()).isEqualTo(-1);
    assertThat(coordinator.told(job, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void aTaskIsClaimedOnceForAFreeSlotAndGivenBackWithoutOne() throws Exception {
    start(Map.of("windlass.worker.slots", "1"));
    begin(definition("gated", 1, 1, null), Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    coordinator.task(job, 2, 1, Priority.HIGH);
    Await.until("the operation has begun", () -> gated.began.size() == 1);
    Claim second = coordinator.claim(job, 2);
    assertThat(second.declined()).isTrue();
    gated.gate.release();
    coordinator.letGo(job, 1);
    coordinator.task(job, 3, 1);
    Claim third = coordinator.claim(job, 3);
    assertThat(third.declined()).isFalse();
    assertThat(coordinator.claims.stream().filter(c -> c.job().equals(job))).hasSize(3);
  }

  @Test
  void aVoidClaimFreesItsSlot() throws Exception {
    start(Map.of("windlass.worker.slots", "1"));
    begin(definition("simulate", 1, 1, null), Map.of());
    coordinator.task(job, 1, 1);
    Claim claim = coordinator.claim(job, 1);
    coordinator.reply(claim, new Reply.Void(job, 1));
    coordinator.grant(job, 2, 1, 1, List.of(new Range(0, 1)));
    assertThat(coordinator.letGo(job, 2).ended()).isEqualTo("c");
  }

  @Test
  void aPauseEndsTheRunningOperationAndTheNextGrantContinuesAtThePosition() throws Exception {
    start(Map.of());
    begin(definition("gated", 2, 5, null), Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    gated.gate.release(3);
    Await.until("the fourth operation has begun", () -> gated.began.size() == 4);
    coordinator.wish(job, 1, Wish.PAUSE, 2);
    awaitControl(2);
    gated.gate.release(100);
    GrantProgress paused = coordinator.letGo(job, 1);
    assertThat(paused.current()).isEqualTo(new Begun(0, 2, 0, 4, 0, 1));
    assertThat(paused.done()).isEqualTo(4);
    assertThat(gated.began).containsExactly("0/0/0", "0/0/1", "0/1/0", "0/1/1");
    assertThat(gated.interrupted).isEmpty();

    coordinator.wish(job, 1, Wish.RUN, 3);
    coordinator.grant(
        job, 2, 1, 3, List.of(new Range(0, 1)), List.of(new Begun(0, 2, 0, 4, 0, 2)), null);
    GrantProgress end = coordinator.letGo(job, 2);
    assertThat(end.ended()).isEqualTo("c");
    assertThat(end.done()).isEqualTo(6);
    assertThat(gated.began.subList(4, 6)).containsExactly("0/2/0", "0/2/1");
    assertThat(gated.began).hasSize(10);
  }

  @Test
  void aStopInterruptsAndTheInterruptedOperationIsNotCounted() throws Exception {
    start(Map.of());
    begin(definition("gated", 1, 5, null), Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 3)));
    gated.gate.release(2);
    Await.until("the third operation has begun", () -> gated.began.size() == 3);
    coordinator.wish(job, 1, Wish.STOP, 2);
    GrantProgress stopped = coordinator.letGo(job, 1);
    assertThat(gated.interrupted).containsExactly("0/2/0");
    assertThat(stopped.current()).isEqualTo(new Begun(0, 2, 0, 2, 0, 1));
    assertThat(stopped.done()).isEqualTo(2);
    assertThat(stopped.handedBack()).isEqualTo(2);
    assertThat(stopped.stuck()).isFalse();
  }

  @Test
  void aNewerEpochInterruptsTheOlderOnesGrants() throws Exception {
    start(Map.of());
    begin(definition("gated", 1, 1, null), Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    Await.until("the operation has begun", () -> gated.began.size() == 1);
    coordinator.wish(job, 2, Wish.RUN, 2);
    assertThat(coordinator.letGo(job, 1).done()).isZero();
    assertThat(gated.interrupted).containsExactly("0/0/0");
  }

  @Test
  void aRevokedGrantIsInterruptedAndLetGo() throws Exception {
    start(Map.of());
    begin(definition("gated", 1, 1, null), Map.of());
    Claim claim = coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    Await.until("the operation has begun", () -> gated.began.size() == 1);
    coordinator.reply(claim, new Reply.Revoked(job, List.of(1L)));
    assertThat(coordinator.letGo(job, 1).ended()).isEmpty();
    assertThat(gated.interrupted).containsExactly("0/0/0");
  }

  @Test
  void aHandlerThatIgnoresItsInterruptLosesTheSlot() throws Exception {
    start(Map.of("windlass.worker.slots", "1"));
    Definition stubborn =
        definition("gated", 1, 1, null, Map.of("stubborn", true), Duration.ofMillis(300));
    begin(stubborn, Map.of());
    Claim claim = coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    Await.until("the operation has begun", () -> gated.began.size() == 1);
    coordinator.wish(job, 1, Wish.STOP, 2);
    GrantProgress end = coordinator.letGo(job, 1);
    assertThat(end.stuck()).isTrue();
    Await.until(
        "the worker says that a slot is stuck",
        () -> presence(claim.incarnation()).stream().anyMatch(w -> w.stuck() == 1));
    gated.gate.release();
    Await.until("the slot is back", () -> presence(claim.incarnation()).getLast().stuck() == 0);
    assertThat(coordinator.newest(job, 1).done()).isZero();
  }

  @Test
  void aGrantWaitsForTheControlRecordThatItRestsOn() throws Exception {
    start(Map.of("windlass.worker.grant-patience", "PT20S"));
    begin(definition("gated", 1, 1, null), Map.of());
    coordinator.wish(job, 1, Wish.PAUSE, 2);
    coordinator.grant(job, 1, 1, 3, List.of(new Range(0, 1)));
    coordinator.said(job, 1, "held", g -> !g.letGo());
    assertThat(gated.began).isEmpty();
    coordinator.wish(job, 1, Wish.RUN, 3);
    Await.until("the operation has begun", () -> gated.began.size() == 1);
    gated.gate.release();
    assertThat(coordinator.letGo(job, 1).ended()).isEqualTo("c");
  }

  @Test
  void withoutASureLeaseNothingBeginsUntilItIsRenewed() throws Exception {
    start(
        Map.of(
            "windlass.lease", "PT4S",
            "windlass.worker.progress-interval", "PT1H",
            "windlass.worker.grant-patience", "PT20S"));
    begin(definition("gated", 1, 4, null), Map.of());
    Claim claim = coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    Await.until("the first operation has begun", () -> gated.began.size() == 1);
    outlastHalfTheLease();
    gated.gate.release(1);
    Await.until("renewal was asked for three times", () -> renewals() >= 3);
    assertThat(gated.began).hasSize(1);
    assertThat(coordinator.newest(job, 1).done()).isEqualTo(1);
    coordinator.reply(claim, new Reply.Renewed(job, List.of(1L)));
    Await.until("the second operation has begun", () -> gated.began.size() == 2);

    outlastHalfTheLease();
    gated.gate.release(1);
    Await.until("the second was counted", () -> coordinator.newest(job, 1).done() == 2);
    coordinator.reply(claim, new Reply.Revoked(job, List.of(1L)));
    GrantProgress end = coordinator.letGo(job, 1);
    assertThat(end.done()).isEqualTo(2);
    assertThat(gated.began).hasSize(2);
  }

  @Test
  void whatProgressCountsIsInTheResultsBefore() throws Exception {
    start(Map.of());
    begin(definition("gated", 1, 50, null, Map.of("fail", true), Duration.ofSeconds(5)), Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 2), new Range(9, 2)));
    gated.openForEver();
    GrantProgress end = coordinator.letGo(job, 1);
    assertThat(end.ended()).isEqualTo("e4");
    assertThat(end.failed()).isEqualTo(200);
    Await.until("all results are read", () -> told(Long.MAX_VALUE).size() == 200);
    coordinator
        .sayings(job, 1)
        .forEach(
            said ->
                assertThat((long) told(said.resultsOffset()).size())
                    .isGreaterThanOrEqualTo(said.failed()));
    ResultRecord.Operation first = told(Long.MAX_VALUE).getFirst();
    assertThat(first.error()).isEqualTo("told to fail");
    assertThat(first.caseId()).isEqualTo("case-0");
    assertThat(first.tries()).isEqualTo(1);
  }

  @Test
  void theLastOperationsOutputIsTheResult() throws Exception {
    start(Map.of());
    begin(
        definition(
            "simulate", 2, 2, null, Map.of("output", "{parameters.of}"), Duration.ofSeconds(5)),
        Map.of("of", "é".repeat(20_000)));
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    coordinator.letGo(job, 1);
    Await.until("the result is read", () -> told(Long.MAX_VALUE).size() == 1);
    ResultRecord.Operation only = told(Long.MAX_VALUE).getFirst();
    assertThat(only.last()).isTrue();
    assertThat(only.outputTruncated()).isTrue();
    assertThat(only.iteration()).isEqualTo(1);
    assertThat(only.caseIndex()).isEqualTo(1);
    assertThat(only.output()).hasSize(16_384);
  }

  @Test
  void aSecretThatATargetEchoesStandsInNoErrorAndNoOutput(@TempDir Path secrets) throws Exception {
    Files.createDirectories(secrets.resolve("default"));
    Files.writeString(secrets.resolve("default").resolve("token"), "hush-hush-12");
    start(Map.of("windlass.worker.secrets-directory", secrets.toString()));
    Definition definition =
        new Definition(
            "default",
            "echo",
            1,
            null,
            "gated",
            Map.of("error", "no '{secret.token}'", "output", "{secret.token}!"),
            List.of(
                new Definition.Case("failed", Map.of("fail", true)),
                new Definition.Case("done", Map.of()),
                new Definition.Case("unusable", Map.of("fail", "{secret.token}"))),
            1,
            null,
            null,
            null,
            null,
            null,
            KeepResults.ALL,
            null,
            null,
            null);
    gated.openForEver();
    begin(definition, Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    assertThat(coordinator.letGo(job, 1).ended()).isEqualTo("i");
    Await.until("all is told", () -> told(Long.MAX_VALUE).size() == 3);
    List<ResultRecord.Operation> told = told(Long.MAX_VALUE);
    assertThat(told.get(0).error()).isEqualTo("no '***'");
    assertThat(told.get(1).output()).isEqualTo("***!");
    assertThat(told.get(2).error())
        .isEqualTo("the parameter 'fail' is '***', but must be true or false");
  }

  @Test
  void aSubJobFailsWhenItsBudgetIsUsedUpAndEndsThere() throws Exception {
    start(Map.of());
    begin(definition("gated", 1, 10, 2, Map.of("fail", true), Duration.ofSeconds(5)), Map.of());
    gated.openForEver();
    coordinator.grant(
        job, 1, 1, 1, List.of(new Range(0, 2)), List.of(new Begun(1, 5, 0, 5, 2, 2)), null);
    GrantProgress end = coordinator.letGo(job, 1);
    assertThat(end.ended()).isEqualTo("f2");
    assertThat(end.done()).isEqualTo(4);
    assertThat(end.failed()).isEqualTo(4);
  }

  @Test
  void anUnknownHandlerMakesSubJobsInvalidAndSaysWhichThereAre() throws Exception {
    start(Map.of());
    begin(definition("teleport", 1, 1, null), Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 2)));
    assertThat(coordinator.letGo(job, 1).ended()).isEqualTo("i2");
    Await.until("the reasons are read", () -> told(Long.MAX_VALUE).size() == 2);
    assertThat(told(Long.MAX_VALUE).getFirst().error())
        .isEqualTo("there is no handler 'teleport': there are [gated, simulate]");
  }

  @Test
  void anOperationIsTriedAgainAndEndsWithItsTime() throws Exception {
    start(Map.of());
    Definition definition =
        new Definition(
            "default",
            "retried",
            1,
            null,
            "gated",
            Map.of(),
            cases(1),
            1,
            null,
            null,
            new Retries(2, Duration.ofMillis(20), Duration.ofMillis(20)),
            Duration.ofMillis(100),
            null,
            KeepResults.LAST,
            null,
            null,
            null);
    begin(definition, Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    GrantProgress end = coordinator.letGo(job, 1);
    assertThat(end.done()).isEqualTo(1);
    assertThat(end.failed()).isEqualTo(1);
    assertThat(gated.began).hasSize(3);
    Await.until("the failure is read", () -> told(Long.MAX_VALUE).size() == 1);
    assertThat(told(Long.MAX_VALUE).getFirst().tries()).isEqualTo(3);
    assertThat(told(Long.MAX_VALUE).getFirst().error())
        .isEqualTo("it did not end within its operationTimeout of PT0.1S");
  }

  @Test
  void whatWaitsBehindASlowSubJobGoesBack() throws Exception {
    start(Map.of("windlass.worker.grant-patience", "PT0.5S"));
    begin(definition("gated", 1, 1, null), Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 10)));
    GrantProgress back = coordinator.said(job, 1, "handed back", g -> g.handedBack() == 9);
    assertThat(back.letGo()).isFalse();
    assertThat(back.current().index()).isZero();
    gated.gate.release(10);
    GrantProgress end = coordinator.letGo(job, 1);
    assertThat(end.ended()).isEqualTo("c");
    assertThat(end.handedBack()).isEqualTo(9);
    assertThat(gated.began).containsExactly("0/0/0");
  }

  @Test
  void pacedSubJobsBeginAtTheirInstantsAndLateOnesGoBack() throws Exception {
    start(Map.of("windlass.worker.pace-tolerance", "PT0.3S"));
    begin(definition("gated", 1, 1, null), Map.of());
    gated.gate.release(2);
    long before = System.nanoTime();
    coordinator.grant(
        job, 1, 1, 1, List.of(new Range(0, 4)), List.of(), List.of(0, 700, 900, 2_000));
    Await.until("the second has begun", () -> gated.began.size() == 2);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(700));
    Await.until("the third has begun", () -> gated.began.size() == 3);
    GrantProgress back = coordinator.said(job, 1, "handed back", g -> g.handedBack() == 1);
    assertThat(back.ended()).isEqualTo("c2");
    gated.gate.release();
    assertThat(coordinator.letGo(job, 1).ended()).isEqualTo("c3");
  }

  @Test
  void ofAPacedGrantAsManyGoBackAsInstantsWereMissed() throws Exception {
    start(Map.of("windlass.worker.pace-tolerance", "PT0.5S"));
    begin(definition("gated", 1, 1, null), Map.of());
    long before = System.nanoTime();
    coordinator.grant(
        job, 1, 1, 1, List.of(new Range(0, 4)), List.of(), List.of(0, 100, 1_500, 1_600));
    GrantProgress back = coordinator.said(job, 1, "handed back", g -> g.handedBack() > 0);
    assertThat(back.handedBack()).isEqualTo(1);
    gated.gate.release(10);
    Await.until("the second has begun", () -> gated.began.size() >= 2);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1500));
    GrantProgress end = coordinator.letGo(job, 1);
    assertThat(end.ended()).isEqualTo("c3");
    assertThat(end.handedBack()).isEqualTo(1);
  }

  @Test
  void aWorkerThatLeavesHandsBackAndLetsRunningOperationsEnd() throws Exception {
    Worker worker = start(Map.of());
    begin(definition("gated", 1, 3, null), Map.of());
    Claim claim = coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 2)));
    Await.until("the first operation has begun", () -> gated.began.size() == 1);
    Thread leaving = Thread.ofPlatform().start(worker::drain);
    GrantProgress back = coordinator.said(job, 1, "handed back", g -> g.handedBack() == 1);
    assertThat(back.letGo()).isFalse();
    coordinator.task(job, 2, 1);
    gated.gate.release(100);
    leaving.join(TimeUnit.SECONDS.toMillis(20));
    assertThat(leaving.isAlive()).isFalse();
    GrantProgress end = coordinator.letGo(job, 1);
    assertThat(end.current()).isEqualTo(new Begun(0, 1, 0, 1, 0, 1));
    assertThat(gated.began).hasSize(1);
    assertThat(gated.interrupted).isEmpty();
    Await.until("it is gone", () -> isGone(claim.incarnation()));
    assertThat(presence(claim.incarnation()).getLast().draining()).isTrue();

    // Nobody took the task that came meanwhile: the next worker does.
    start(Map.of());
    assertThat(coordinator.claim(job, 2).incarnation()).isNotEqualTo(claim.incarnation());
  }

  @Test
  void operationsThatOutlastTheDrainTimeoutAreInterrupted() throws Exception {
    Worker worker = start(Map.of("windlass.worker.drain-timeout", "PT0.3S"));
    begin(definition("gated", 1, 3, null), Map.of());
    coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    Await.until("the first operation has begun", () -> gated.began.size() == 1);
    worker.drain();
    assertThat(gated.interrupted).containsExactly("0/0/0");
    assertThat(coordinator.letGo(job, 1).done()).isZero();
  }

  @Test
  void aDrainRecordAsksTheWorkerToLeave() throws Exception {
    start(Map.of());
    begin(definition("simulate", 1, 1, null), Map.of());
    Claim claim = coordinator.grant(job, 1, 1, 1, List.of(new Range(0, 1)));
    coordinator.drain(claim);
    assertThat(askedToLeave.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void rowsComeFromTheApiAndAreWaitedFor() throws Exception {
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> asked = new ArrayList<>();
    api.createContext(
        "/internal/inputs/in_1/rows/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          byte[] page = page().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(asked.size() == 1 ? 503 : 200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    api.start();
    apiUrl = "http://127.0.0.1:" + api.getAddress().getPort();
    try {
      start(Map.of());
      coordinator.definition(
          job,
          new DefinitionRecord(
              1,
              definition(
                  "simulate", 1, 1, null, Map.of("output", "{row.city}"), Duration.ofSeconds(5)),
              new InputRef("in_1", 2_000, 2),
              Map.of()));
      coordinator.wish(job, 1, Wish.RUN, 1);
      coordinator.grant(job, 1, 1, 1, List.of(new Range(1_500, 2)));
      assertThat(coordinator.said(job, 1, "handed back or ended", GrantProgress::letGo).failed())
          .isZero();
      coordinator.grant(job, 2, 1, 1, List.of(new Range(1_510, 3)));
      assertThat(coordinator.letGo(job, 2).ended()).isEqualTo("c3");
      assertThat(asked)
          .containsExactly(
              "/internal/inputs/in_1/rows/1500/page", "/internal/inputs/in_1/rows/1500/page");
      Await.until(
          "the rows are in the results",
          () ->
              told(Long.MAX_VALUE).stream()
                  .map(ResultRecord.Operation::output)
                  .toList()
                  .containsAll(List.of("city 1500", "city 1510", "city 1512")));
    } finally {
      api.stop(0);
    }
  }

  @Test
  void twoWorkersShareTheTasks() throws Exception {
    start(Map.of("windlass.worker.slots", "2"));
    start(Map.of("windlass.worker.slots", "2"));
    begin(definition("gated", 1, 1, null), Map.of());
    for (int n = 1; n <= 40; n++) {
      coordinator.task(job, n, 1);
    }
    Await.until("both have claimed", () -> incarnations().size() == 2);
    Await.until("every task was answered", () -> answered() == 40);
  }

  @Test
  void aRowThatIsNotInTheInputMakesItsSubJobInvalidAndAnotherAnswerDoesNot() throws Exception {
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> codes = new ArrayList<>(List.of("role-off", "unknown-input"));
    api.createContext(
        "/internal/inputs/in_2/rows/",
        exchange -> {
          byte[] problem =
              ("{\"code\": \"" + codes.removeFirst() + "\"}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(404, problem.length);
          exchange.getResponseBody().write(problem);
          exchange.close();
        });
    api.start();
    apiUrl = "http://127.0.0.1:" + api.getAddress().getPort();
    try {
      start(Map.of());
      coordinator.definition(
          job,
          new DefinitionRecord(
              1, definition("simulate", 1, 1, null), new InputRef("in_2", 5, 1), Map.of()));
      coordinator.wish(job, 1, Wish.RUN, 1);
      coordinator.grant(job, 1, 1, 1, List.of(new Range(7, 1)));
      assertThat(coordinator.letGo(job, 1).ended()).isEqualTo("i");
      assertThat(codes).isEmpty();
      Await.until("the reason is read", () -> told(Long.MAX_VALUE).size() == 1);
      assertThat(told(Long.MAX_VALUE).getFirst().error()).isEqualTo("input in_2 has no row 7");
    } finally {
      api.stop(0);
    }
  }

  @Test
  void aTaskThatIsDeliveredTwiceTakesOneSlot() throws Exception {
    start(Map.of("windlass.worker.slots", "2"));
    begin(definition("gated", 1, 1, null), Map.of());
    coordinator.task(job, 1, 1);
    Claim claim = coordinator.claim(job, 1);
    coordinator.task(job, 1, 1);
    coordinator.task(job, 2, 1);
    assertThat(coordinator.claim(job, 2).declined()).isFalse();
    coordinator.reply(claim, new Reply.Void(job, 1));
    coordinator.reply(claim, new Reply.Void(job, 2));
    coordinator.task(job, 3, 1);
    coordinator.task(job, 4, 1);
    assertThat(coordinator.claim(job, 3).declined()).isFalse();
    assertThat(coordinator.claim(job, 4).declined()).isFalse();
  }

  @Test
  void anIdleWorkerClaimsATaskAtOnce() throws Exception {
    start(Map.of());
    begin(definition("simulate", 1, 1, null), Map.of());
    List<Long> millis = new ArrayList<>();
    for (int task = 1; task <= 21; task++) {
      long sent = System.nanoTime();
      coordinator.task(job, task, 1);
      Claim claim = coordinator.claim(job, task);
      millis.add(Duration.ofNanos(System.nanoTime() - sent).toMillis());
      coordinator.reply(claim, new Reply.Void(job, task));
    }
    millis.sort(null);
    // The test looks every 10 ms.
    assertThat(millis.get(10)).as("median of %s ms", millis).isLessThan(150);
    System.out.println("From task to claim, in ms: " + millis);
  }

  private static void outlastHalfTheLease() {
    long until = System.nanoTime() + Duration.ofMillis(2_100).toNanos();
    Await.until("half the lease is over", () -> System.nanoTime() - until > 0);
  }

  private static String page() {
    List<Map<String, Object>> rows =
        IntStream.range(1_024, 2_000)
            .mapToObj(i -> Map.<String, Object>of("city", "city " + i))
            .toList();
    return new String(
        Json.write(Map.of("input", "in_1", "page", 1, "firstRow", 1_024, "rows", rows)),
        StandardCharsets.UTF_8);
  }

  private Worker start(Map<String, String> settings) throws InterruptedException {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("windlass.worker.slots", "8");
    // A slow machine is no reason to hand back: only tests of that keep the default.
    all.putIfAbsent("windlass.worker.grant-patience", "PT10S");
    WorkerConfig config = Settings.of(WorkerConfig.class, all);
    String incarnation = UUID.randomUUID().toString();
    WorkerIdentity identity =
        new WorkerIdentity(
            incarnation, "test", "test", wire.queues(), config.slots(), 1, Instant.now());
    Worker worker =
        new Worker(
            new Worker.Surroundings(
                clients,
                wire,
                config,
                Settings.of(Lifetimes.class, all),
                new Handlers(List.of(gated, new SimulateHandler())),
                new WorkerMetrics(new SimpleMeterRegistry()),
                Tracing.OFF,
                new RowsFrom(() -> apiUrl, "none")),
            identity,
            askedToLeave::countDown);
    started.add(worker);
    worker.start();
    return worker;
  }

  /** The first epoch of the job of this test: what runs, and that it shall. */
  private void begin(Definition definition, Map<String, Object> arguments) {
    coordinator.definition(job, 1, definition, arguments);
    coordinator.wish(job, 1, Wish.RUN, 1);
  }

  /** A worker reads control in order: what it held back for a later record proves the earlier. */
  private void awaitControl(long version) throws InterruptedException {
    Await.until(
        "control " + version + " is read",
        () -> started.stream().allMatch(w -> w.knows(job, version)));
  }

  private static Definition definition(
      String handler, int cases, long iterations, Integer failuresToIgnore) {
    return definition(handler, cases, iterations, failuresToIgnore, NONE, Duration.ofSeconds(5));
  }

  private static Definition definition(
      String handler,
      int cases,
      long iterations,
      Integer failuresToIgnore,
      Map<String, Object> parameters,
      Duration stopTimeout) {
    return new Definition(
        "default",
        "trial",
        1,
        null,
        handler,
        parameters,
        cases(cases),
        iterations,
        failuresToIgnore,
        null,
        null,
        null,
        stopTimeout,
        null,
        null,
        null,
        null);
  }

  private static List<Definition.Case> cases(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Definition.Case("case-" + i, Map.of()))
        .toList();
  }

  private List<ResultRecord.Operation> told(long upToOffset) {
    return coordinator.told(job, upToOffset).flatMap(r -> r.operations().stream()).toList();
  }

  private long renewals() {
    return coordinator.progress.stream()
        .filter(p -> p.job().equals(job))
        .filter(Progress::renew)
        .count();
  }

  private List<String> incarnations() {
    return coordinator.claims.stream()
        .filter(c -> c.job().equals(job))
        .map(Claim::incarnation)
        .distinct()
        .toList();
  }

  private long answered() {
    return coordinator.claims.stream()
        .filter(c -> c.job().equals(job))
        .map(Claim::task)
        .distinct()
        .count();
  }

  private static List<WorkerRecord> presence(String incarnation) {
    return coordinator.workers.stream()
        .filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals(incarnation))
        .filter(r -> r.value() != null)
        .map(r -> Json.read(r.value(), WorkerRecord.class))
        .toList();
  }

  private static boolean isGone(String incarnation) {
    return coordinator.workers.stream()
        .filter(r -> new String(r.key(), StandardCharsets.UTF_8).equals(incarnation))
        .anyMatch(r -> r.value() == null);
  }
}
