package dev.windlass.bench;

import dev.windlass.testkit.CallServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** What operations call: remembers when each number was called first. */
final class Target implements AutoCloseable {
  private final CallServer server;
  private final AtomicLongArray calledAt;
  private final AtomicInteger called = new AtomicInteger();

  private Target(int numbers) throws IOException {
    this.calledAt = new AtomicLongArray(numbers);
    this.server = CallServer.start(this::called);
  }

  static Target start(int numbers) throws IOException {
    return new Target(numbers);
  }

  /** To be followed by a number. */
  String url() {
    return server.url();
  }

  int called() {
    return called.get();
  }

  /** By {@link System#nanoTime}; 0 where it was not. */
  long calledAt(int number) {
    return calledAt.get(number);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void called(int number) {
    if (calledAt.compareAndSet(number, 0, System.nanoTime())) {
      called.incrementAndGet();
    }
  }
}
