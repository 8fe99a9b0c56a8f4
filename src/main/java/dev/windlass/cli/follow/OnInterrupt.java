package dev.windlass.cli.follow;

/**
 * What is still done when somebody ends the command while it waits. On a signal the JVM tells
 * nobody but its hooks, and is gone when they are through.
 */
public final class OnInterrupt implements AutoCloseable {
  private final Runnable deed;
  private boolean over;

  private OnInterrupt(Runnable deed) {
    this.deed = deed;
  }

  public static OnInterrupt run(Runnable deed) {
    OnInterrupt interrupt = new OnInterrupt(deed);
    Runtime.getRuntime().addShutdownHook(new Thread(interrupt::happened, "windlass-interrupt"));
    return interrupt;
  }

  /** The wait is over: a JVM that ends from here on ends as usual. */
  @Override
  public synchronized void close() {
    over = true;
  }

  private synchronized void happened() {
    if (!over) {
      deed.run();
    }
  }
}
