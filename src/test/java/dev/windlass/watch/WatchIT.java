package dev.windlass.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.job.JobEvent;
import dev.windlass.job.JobId;
import dev.windlass.testkit.Await;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class WatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration AT_ONCE = Duration.ZERO;

  private WatchBench bench;

  @BeforeEach
  void start() {
    bench = WatchBench.started(Map.of("windlass.watch.queue", "64"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    bench.close();
  }

  @Test
  void aDirectiveIsAnsweredByItsEvent() throws Exception {
    JobId job = job(1, 2000);
    CompletableFuture<Live> outcome = bench.hub.directive(job, "pause-1");
    bench.send(SampleRecords.refusal(job, "pause-0"));
    bench.send(SampleRecords.refusal(job, "pause-1"));
    Live live = outcome.get(20, TimeUnit.SECONDS);
    assertThat(live.event().directive().id()).isEqualTo("pause-1");
    assertThat(live.token()).isEqualTo(Token.event(job.partition(WatchBench.PARTITIONS), 1));
  }

  @Test
  void aStreamIsOfOneBatchJobFromNowOn() throws Exception {
    JobId mine = job(1, 5);
    bench.send(event(mine, 0)).get();
    bench.send(event(mine, 1)).get();
    awaitHub(mine, 2);
    try (EventStream stream = bench.streams.of(mine, null, null)) {
      assertThat(stream.position()).hasToString("0:1");
      bench.send(event(job(2, 6), 2));
      bench.send(event(mine, 3));
      StreamedEvent event = stream.next(PATIENCE);
      assertThat(event.position()).hasToString("0:3");
      assertThat(event.type()).isEqualTo("dev.windlass.JobPausing");
      JsonNode json = Json.read(event.json().getBytes(), JsonNode.class);
      assertThat(json.path("specversion").asText()).isEqualTo("1.0");
      assertThat(json.path("subject").asText()).isEqualTo(mine.toString());
      assertThat(json.at("/data/job").asText()).isEqualTo(mine.toString());
    }
  }

  @Test
  void aQuietStreamSaysHowFarItIs() throws Exception {
    try (EventStream stream = bench.streams.all(EventFilter.ANY, null, null)) {
      assertThat(stream.next(Duration.ofMillis(20)).isEmpty()).isTrue();
    }
  }

  /** Readers come and go while events come in: what they were sent, put together, is the log. */
  @Test
  void aReaderThatComesBackMissesNothingAndSeesNothingTwice() throws Exception {
    List<JobId> jobs = Stream.of(0, 1100, 2200, 3300).map(slot -> job(slot, slot)).toList();
    int events = 8_000;
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(jobs, events));
    List<String> seen = new ArrayList<>();
    Position position = Position.parse("9:0");
    for (int visit = 0; seen.size() < events; visit++) {
      position = visit(position, 50 + 37 * visit, seen);
    }
    writing.get();
    assertThat(seen).doesNotHaveDuplicates().hasSize(events);
    for (JobId job : jobs) {
      assertThat(seen.stream().filter(id -> id.startsWith(job.toString())))
          .isEqualTo(
              IntStream.range(0, events)
                  .filter(n -> jobs.get(n % jobs.size()).equals(job))
                  .mapToObj(n -> id(job, n))
                  .toList());
    }
  }

  /** Reads so many events, or until it is dropped, and gives where to go on. */
  private Position visit(Position from, int most, List<String> seen) throws InterruptedException {
    Position position = from;
    try (EventStream stream = bench.streams.all(EventFilter.ANY, from, null)) {
      for (int i = 0; i < most; i++) {
        StreamedEvent event = stream.next(Duration.ofMillis(500));
        if (event.isEmpty()) {
          return event.position();
        }
        seen.add(Json.read(event.json().getBytes(), JsonNode.class).get("id").asText());
        position = event.position();
      }
    } catch (Subscription.DroppedException e) {
      assertThat(e).hasMessageContaining("too slow");
    }
    return position;
  }

  @Test
  void theFilterLeavesOutAndThePositionMovesOn() throws Exception {
    JobId job = job(1, 1);
    EventFilter refusals =
        new EventFilter(null, null, java.util.Set.of("dev.windlass.DirectiveRefused"), null);
    try (EventStream stream = bench.streams.all(refusals, null, null)) {
      bench.send(event(job, 0));
      bench.send(SampleRecords.refusal(job, "x"));
      StreamedEvent event = stream.next(PATIENCE);
      assertThat(event.type()).isEqualTo("dev.windlass.DirectiveRefused");
      assertThat(event.position()).hasToString("0:1");
    }
  }

  @Test
  void aSlowReaderIsDroppedAndTheHubGoesOn() throws Exception {
    JobId job = job(1, 1);
    try (EventStream slow = bench.streams.of(job, null, null)) {
      for (int n = 0; n < 200; n++) {
        bench.send(event(job, n));
      }
      CompletableFuture<Live> outcome = bench.hub.directive(job, "after");
      bench.send(SampleRecords.refusal(job, "after"));
      outcome.get(20, TimeUnit.SECONDS);
      for (int n = 0; n < 64; n++) {
        assertThat(slow.next(AT_ONCE).position()).hasToString("0:" + n);
      }
      assertThatThrownBy(() -> slow.next(PATIENCE))
          .isInstanceOf(Subscription.DroppedException.class);
    }
  }

  @Test
  void aPositionThatTheLogNoLongerHasIsExpired() throws Exception {
    JobId job = job(1, 1);
    for (int n = 0; n < 10; n++) {
      bench.send(event(job, n)).get();
    }
    try (Admin admin = bench.clients.admin("test")) {
      TopicPartition partition = new TopicPartition(bench.wire.names().events(), 0);
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5))).all().get();
    }
    assertExpired(job, "0:2", "partition 0 begins at 5");
    assertExpired(job, "0:10", "partition 0 ends at 10");
    try (EventStream stream = bench.streams.of(job, Position.parse("0:4"), null)) {
      assertThat(stream.next(PATIENCE).position()).hasToString("0:5");
    }
  }

  @Test
  void aPositionInAnotherPartitionIsRefused() {
    assertThatThrownBy(() -> bench.streams.of(job(1, 1), Position.parse("3:44"), null))
        .isInstanceOf(WatchRefusal.class)
        .hasMessageContaining("which are in partition 0");
  }

  @Test
  void tenThousandLongPollsAreWokenByOneEvent() throws Exception {
    JobId job = job(1, 1);
    int threads = Thread.activeCount();
    List<CompletableFuture<Optional<Token>>> answers = new ArrayList<>();
    for (int n = 0; n < 10_000; n++) {
      answers.add(
          bench
              .polls
              .begin(job, null)
              .answer(Duration.ofMillis(250), Duration.ofSeconds(50))
              .toCompletableFuture());
    }
    assertThat(Thread.activeCount() - threads).isLessThan(20);
    bench.send(event(job, 0)).get();
    assertThat(answers).allSatisfy(a -> assertThat(a.get(20, TimeUnit.SECONDS)).isPresent());
  }

  @Test
  void aLongPollWithoutAChangeEndsAfterTheLongestTime() throws Exception {
    long began = System.nanoTime();
    Optional<Token> answer =
        bench
            .polls
            .begin(job(1, 1), null)
            .answer(Duration.ofMillis(250), Duration.ofMillis(600))
            .toCompletableFuture()
            .get();
    assertThat(answer).isEmpty();
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(Duration.ofMillis(600).toNanos());
  }

  @Test
  void aLongPollIsAnsweredNoSoonerThanItsPeriodUnlessTheBatchJobEnds() throws Exception {
    JobId job = job(1, 1);
    CompletableFuture<Optional<Token>> steps =
        bench
            .polls
            .begin(job, null)
            .answer(Duration.ofSeconds(50), Duration.ofSeconds(50))
            .toCompletableFuture();
    bench.send(event(job, 0)).get();
    awaitHub(job, 1);
    assertThat(steps).isNotDone();
    bench.send(SampleRecords.event(job, new JobEvent.JobCompleted(SampleRecords.NOW, null)));
    assertThat(steps.get(20, TimeUnit.SECONDS)).contains(Token.event(0, 1));
  }

  @Test
  void theHubWaitsForItsTopic() throws Exception {
    try (WatchBench early = WatchBench.withoutTopics()) {
      early.hub.start(null);
      assertThat(early.hub.ready()).isFalse();
      assertThat(early.hub.trouble()).isNotEmpty();
      early.createTopics();
      Await.until("the hub reads", early.hub::ready);
      CompletableFuture<Live> outcome = early.hub.directive(job(1, 1), "late");
      early.send(SampleRecords.refusal(job(1, 1), "late"));
      outcome.get(20, TimeUnit.SECONDS);
    }
  }

  private void assertExpired(JobId job, String position, String why) {
    assertThatThrownBy(() -> bench.streams.of(job, Position.parse(position), null))
        .isInstanceOfSatisfying(
            WatchRefusal.class,
            e -> assertThat(e.reason()).isEqualTo(WatchRefusal.Reason.POSITION_EXPIRED))
        .hasMessageContaining(why);
  }

  private void awaitHub(JobId job, long next) {
    Await.until(
        "the hub has seen all",
        () -> bench.hub.position(job.partition(WatchBench.PARTITIONS)) == next);
  }

  private void write(List<JobId> jobs, int events) {
    for (int n = 0; n < events; n++) {
      bench.send(event(jobs.get(n % jobs.size()), n));
    }
  }

  private static EventRecord event(JobId job, int number) {
    return new EventRecord(
        id(job, number),
        SampleRecords.NOW,
        job,
        new JobEvent.JobPausing(null, null),
        null,
        null,
        null,
        0);
  }

  private static String id(JobId job, int number) {
    return job + "/" + number;
  }

  private static JobId job(int slot, long tail) {
    return JobId.of(SampleRecords.NOW, slot, tail);
  }
}
