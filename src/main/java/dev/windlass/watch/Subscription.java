package dev.windlass.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One reader of live events, with a queue of its own. It holds every event from {@link #from} on. A
 * reader that lets its queue run full is dropped: what was taken before is gapless, and it can come
 * back with the position that it reached.
 */
public final class Subscription implements AutoCloseable {
  private final BlockingQueue<Arrival> queue;
  private final Runnable onClose;
  private final long[] from;
  private volatile String dropped;

  Subscription(int capacity, Registration registration) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    Ear ear = new QueueEar();
    this.from = registration.register(ear);
    this.onClose = () -> registration.unregister(ear);
  }

  /** How an ear comes to the hub, and from which offsets on it then hears everything. */
  interface Registration {
    long[] register(Ear ear);

    void unregister(Ear ear);
  }

  /** The first offset of the partition that is sure to be in this subscription. */
  public long from(int partition) {
    return from[partition];
  }

  /**
   * The next event; empty when none came in time. Throws {@link DroppedException} when the reader
   * has been dropped and has taken all that was in its queue.
   */
  public Optional<Live> next(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Optional<Arrival> arrival = take(Duration.ofNanos(deadline - System.nanoTime()));
      if (arrival.isEmpty()) {
        return Optional.empty();
      }
      Optional<Live> live = arrival.get().live();
      if (live.isPresent() && live.get().offset() >= from[live.get().partition()]) {
        return live;
      }
    }
  }

  /** As {@link #next}, not decoded, and with what came before {@link #from}. */
  Optional<Arrival> take(Duration wait) throws InterruptedException {
    long nanos = dropped == null ? Math.max(0, wait.toNanos()) : 0;
    Arrival arrival = queue.poll(nanos, TimeUnit.NANOSECONDS);
    if (arrival == null && dropped != null && queue.isEmpty()) {
      throw new DroppedException(dropped);
    }
    return Optional.ofNullable(arrival);
  }

  @Override
  public void close() {
    onClose.run();
  }

  /** The reader has to come back with the position that it reached. */
  public static final class DroppedException extends RuntimeException {
    DroppedException(String reason) {
      super(reason);
    }
  }

  private final class QueueEar implements Ear {
    @Override
    public void hear(Arrival arrival) {
      if (dropped == null && !queue.offer(arrival)) {
        lost("the reader was too slow: its queue of " + queue.size() + " events ran full");
      }
    }

    @Override
    public void lost(String reason) {
      dropped = reason;
    }
  }
}
