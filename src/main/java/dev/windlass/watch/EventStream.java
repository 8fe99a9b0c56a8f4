package dev.windlass.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One reader's events, without gap or double: from the log as long as it is behind, and from the
 * hub as soon as both have met. It reads only when it is asked, so a reader that is slow in the log
 * takes no memory, and one that is slow at the hub is dropped. For one thread.
 */
public final class EventStream implements AutoCloseable {
  /** So near to the hub's position, a reader in the log joins it. */
  private static final int NEAR = 100;

  private final Hub hub;
  private final Predicate<Arrival> wanted;
  private final Queue<Arrival> read = new ArrayDeque<>();
  private final Runnable onClose;
  private Log log;
  private Subscription live;
  private Position position;

  /** Begins at the hub. */
  EventStream(Subscription live, Position position, Predicate<Arrival> wanted, Runnable onClose) {
    this(null, null, position, wanted, onClose);
    this.live = live;
  }

  /** What comes after a position, read at the reader's own pace. */
  interface Log extends AutoCloseable {
    /** Whether all before these offsets has been read. */
    boolean reached(IntToLongFunction offsets);

    /** What comes next; nothing where the log stands at its end. */
    Iterable<ConsumerRecord<byte[], byte[]>> poll();

    @Override
    void close();
  }

  /** What a reader in the log needs of the hub. */
  interface Hub {
    long position(int partition);

    Subscription subscribe();
  }

  /** Begins in the log. */
  EventStream(Log log, Hub hub, Position position, Predicate<Arrival> wanted, Runnable onClose) {
    this.log = log;
    this.hub = hub;
    this.position = position;
    this.wanted = wanted;
    this.onClose = onClose;
  }

  public Position position() {
    return position;
  }

  /** The next event; one that {@link StreamedEvent#isEmpty is empty} where none came in time. */
  public StreamedEvent next(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      Optional<Arrival> arrival = log == null ? live.take(left) : fromLog();
      Optional<StreamedEvent> event = arrival.flatMap(this::seen);
      if (event.isPresent()) {
        return event.get();
      }
      if (System.nanoTime() - deadline >= 0) {
        return StreamedEvent.nothing(position);
      }
    }
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
    if (live != null) {
      live.close();
    }
    onClose.run();
  }

  private Optional<Arrival> fromLog() {
    if (read.isEmpty()) {
      meetHub();
    }
    return Optional.ofNullable(read.poll());
  }

  /**
   * Reads on; joins the hub when the end is near, and leaves the log when all from before the
   * joining has been read. What both of them give is left out by its offset.
   */
  private void meetHub() {
    if (live != null && log.reached(live::from)) {
      log.close();
      log = null;
      return;
    }
    log.poll().forEach(record -> read.add(new Arrival(record, () -> {})));
    if (live == null && log.reached(p -> hub.position(p) - NEAR)) {
      live = hub.subscribe();
    }
  }

  private Optional<StreamedEvent> seen(Arrival arrival) {
    if (arrival.offset() < position.next(arrival.partition())) {
      return Optional.empty();
    }
    position = position.withNext(arrival.partition(), arrival.offset() + 1);
    return wanted.test(arrival)
        ? arrival.json().map(json -> new StreamedEvent(position, arrival.type(), json))
        : Optional.empty();
  }
}
