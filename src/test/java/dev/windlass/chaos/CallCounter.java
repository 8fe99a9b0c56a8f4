package dev.windlass.chaos;

import dev.windlass.testkit.CallServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What operations call: counts how often each row was called, and answers after a while. */
final class CallCounter implements AutoCloseable {
  private final CallServer server;
  private final Duration takes;
  private final AtomicIntegerArray calls;
  private final AtomicLong distinct = new AtomicLong();
  private final AtomicLong all = new AtomicLong();
  private final Standstill standstill = new Standstill();

  private CallCounter(int rows, Duration takes) throws IOException {
    this.takes = takes;
    this.calls = new AtomicIntegerArray(rows);
    this.server = CallServer.start(this::called);
  }

  static CallCounter start(int rows, Duration takes) throws IOException {
    return new CallCounter(rows, takes);
  }

  /** With the row's number after it. */
  String url() {
    return server.url();
  }

  /** Rows that were called at least once. */
  long distinct() {
    return distinct.get();
  }

  /** Calls of rows that had been called before. */
  long repeated() {
    return all.get() - distinct.get();
  }

  Standstill standstill() {
    return standstill;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void called(int row) {
    all.incrementAndGet();
    if (calls.getAndIncrement(row) == 0) {
      distinct.incrementAndGet();
    }
    standstill.moved();
    LockSupport.parkNanos(takes.toNanos());
  }
}
