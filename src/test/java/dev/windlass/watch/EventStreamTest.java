package dev.windlass.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A reader that starts in the log and meets the hub, with the coordinator, the hub and the reader
 * taking their steps in any order.
 */
class EventStreamTest {
  private static final int PARTITIONS = 2;
  private static final int STEPS = 1_500;
  private static final JobId JOB = SampleRecords.job(1);

  private final List<List<ConsumerRecord<byte[], byte[]>>> written =
      IntStream.range(0, PARTITIONS)
          .<List<ConsumerRecord<byte[], byte[]>>>mapToObj(p -> new ArrayList<>())
          .toList();
  private final long[] hubPosition = new long[PARTITIONS];
  private final List<ConsumerRecord<byte[], byte[]>> untold = new ArrayList<>();
  private final Audience audience = new Audience(Runnable::run);
  private Random random;
  private int joined;

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyEventIsReadOnceAndInOrder(int seed) throws InterruptedException {
    random = new Random(seed);
    IntStream.range(0, random.nextInt(400)).forEach(i -> write());
    List<String> seen = new ArrayList<>();
    EventStream stream =
        new EventStream(new ListLog(), hub(), Position.parse("9:0"), a -> true, () -> {});
    for (int step = 0; step < STEPS; step++) {
      step(stream, seen);
    }
    raiseHub();
    for (int more = 0; more < STEPS * 3; more++) {
      tellOne();
      read(stream, seen);
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String prefix = partition + ":";
      assertThat(seen.stream().filter(s -> s.startsWith(prefix)))
          .isEqualTo(
              IntStream.range(0, written.get(partition).size()).mapToObj(o -> prefix + o).toList());
    }
    assertThat(joined).isEqualTo(1);
  }

  private void step(EventStream stream, List<String> seen) throws InterruptedException {
    switch (random.nextInt(8)) {
      case 0 -> write();
      case 1 -> raiseHub();
      case 2, 3 -> tellOne();
      default -> read(stream, seen);
    }
  }

  private void write() {
    int partition = random.nextInt(PARTITIONS);
    List<ConsumerRecord<byte[], byte[]>> log = written.get(partition);
    log.add(SampleRecords.record(partition, log.size(), SampleRecords.refusal(JOB, "d")));
  }

  /** The hub has polled: its position is raised first, and what it polled is told one by one. */
  private void raiseHub() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<ConsumerRecord<byte[], byte[]>> log = written.get(partition);
      untold.addAll(log.subList((int) hubPosition[partition], log.size()));
      hubPosition[partition] = log.size();
    }
  }

  private void tellOne() {
    if (!untold.isEmpty()) {
      audience.tell(new Arrival(untold.removeFirst(), () -> {}));
    }
  }

  private void read(EventStream stream, List<String> seen) throws InterruptedException {
    StreamedEvent event = stream.next(Duration.ZERO);
    if (!event.isEmpty()) {
      int partition = changed(seen, event.position());
      seen.add(partition + ":" + (event.position().next(partition) - 1));
    }
  }

  /** The partition in which the position is another than what was seen last. */
  private static int changed(List<String> seen, Position position) {
    return IntStream.range(0, PARTITIONS)
        .filter(p -> position.next(p) > 0)
        .filter(p -> !last(seen, p).equals(p + ":" + (position.next(p) - 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("an event came twice: " + position));
  }

  private static String last(List<String> seen, int partition) {
    return seen.reversed().stream()
        .filter(s -> s.startsWith(partition + ":"))
        .findFirst()
        .orElse("");
  }

  private EventStream.Hub hub() {
    return new EventStream.Hub() {
      @Override
      public long position(int partition) {
        return hubPosition[partition];
      }

      @Override
      public Subscription subscribe() {
        joined++;
        return new Subscription(10_000, registration());
      }
    };
  }

  private Subscription.Registration registration() {
    return new Subscription.Registration() {
      @Override
      public long[] register(Ear ear) {
        audience.add(null, ear);
        return hubPosition.clone();
      }

      @Override
      public void unregister(Ear ear) {
        audience.remove(null, ear);
      }
    };
  }

  /** The log as a consumer of the reader's own sees it: a few records at a time. */
  private final class ListLog implements EventStream.Log {
    private final long[] next = new long[PARTITIONS];

    @Override
    public boolean reached(IntToLongFunction offsets) {
      return IntStream.range(0, PARTITIONS).allMatch(p -> next[p] >= offsets.applyAsLong(p));
    }

    @Override
    public Iterable<ConsumerRecord<byte[], byte[]>> poll() {
      int partition = random.nextInt(PARTITIONS);
      List<ConsumerRecord<byte[], byte[]>> log = written.get(partition);
      int from = (int) next[partition];
      int to = Math.min(log.size(), from + random.nextInt(20));
      next[partition] = to;
      return List.copyOf(log.subList(from, to));
    }

    @Override
    public void close() {}
  }
}
