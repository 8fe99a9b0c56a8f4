package dev.windlass.view;

import dev.windlass.wire.Token;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Everybody who waits for the view shares one reader of its positions, which rests while nobody
 * waits. What it has seen stays true: positions only go forward.
 */
final class TokenWaiters implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TokenWaiters.class);
  private static final Duration AFTER_TROUBLE = Duration.ofMillis(250);

  private final Supplier<Map<Integer, ViewPosition>> read;
  private final Duration interval;
  private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
  private volatile Map<Integer, ViewPosition> seen = Map.of();
  private Thread reader;
  private boolean closed;

  private record Waiter(List<Token> tokens, CountDownLatch done) {
    boolean satisfied(Map<Integer, ViewPosition> positions) {
      return tokens.stream().allMatch(t -> reached(positions.get(t.partition()), t));
    }

    private static boolean reached(ViewPosition position, Token token) {
      return position != null && position.reached(token);
    }
  }

  TokenWaiters(Supplier<Map<Integer, ViewPosition>> read, Duration interval) {
    this.read = read;
    this.interval = interval;
  }

  boolean await(List<Token> tokens, Duration atMost) throws InterruptedException {
    Waiter waiter = new Waiter(List.copyOf(tokens), new CountDownLatch(1));
    if (waiter.satisfied(seen)) {
      return true;
    }
    if (atMost.compareTo(interval) < 0) {
      return waiter.satisfied(read.get()); // too short for a look of the common reader
    }
    waiting.add(waiter);
    try {
      wake();
      return waiter.done().await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      waiting.remove(waiter);
    }
  }

  private synchronized void wake() {
    if (closed) {
      return;
    }
    if (reader == null) {
      reader = Thread.ofPlatform().name("windlass-view-positions").daemon().start(this::run);
    }
    notifyAll();
  }

  private void run() {
    try {
      while (someoneWaits()) {
        Thread.sleep(look());
      }
    } catch (InterruptedException e) {
      LOG.debug("the reader of the view's positions ends");
    }
  }

  private synchronized boolean someoneWaits() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return !closed;
  }

  /** Trouble in reading ends nobody's waiting: the next look may find what is waited for. */
  private Duration look() {
    try {
      Map<Integer, ViewPosition> positions = read.get();
      seen = positions;
      waiting.stream().filter(w -> w.satisfied(positions)).forEach(w -> w.done().countDown());
      return interval;
    } catch (RuntimeException e) {
      LOG.debug("the view's positions could not be read", e);
      return AFTER_TROUBLE;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (reader != null) {
      reader.interrupt();
    }
  }
}
