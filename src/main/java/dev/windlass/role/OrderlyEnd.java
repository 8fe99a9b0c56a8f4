package dev.windlass.role;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Closes the servers after Quarkus has ended, and not before: on a signal the JVM runs all its
 * shutdown hooks at once, Quarkus' and this one. Closing happens once, by whoever comes first.
 */
final class OrderlyEnd implements AutoCloseable {
  /** Longer than Quarkus' own shutdown timeout; a platform that kills waits no longer either. */
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch quarkusEnded = new CountDownLatch(1);
  private final AtomicReference<AutoCloseable> servers = new AtomicReference<>();

  void thenClose(AutoCloseable closeable) {
    servers.set(closeable);
    Runtime.getRuntime().addShutdownHook(new Thread(this::awaitAndClose, "windlass-orderly-end"));
  }

  @Override
  public void close() {
    quarkusEnded.countDown();
    closeServers();
  }

  private void awaitAndClose() {
    try {
      quarkusEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeServers();
  }

  private synchronized void closeServers() {
    AutoCloseable closeable = servers.getAndSet(null);
    if (closeable == null) {
      return;
    }
    try {
      closeable.close();
    } catch (Exception e) {
      System.err.println("The embedded servers did not end cleanly: " + e);
    }
  }
}
