package dev.windlass.cli.demo;

/**
 * Ends what a thread waits for when the process is asked to end: on a signal the JVM tells nobody
 * but its hooks. Once closed it leaves the thread alone, which then has servers to stop.
 */
final class Interruption implements AutoCloseable {
  private final Thread waiting = Thread.currentThread();
  private boolean happened;
  private boolean over;

  private Interruption() {}

  static Interruption ofThisThread() {
    Interruption interruption = new Interruption();
    Thread hook = new Thread(interruption::interrupt, "windlass-demo-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return interruption;
  }

  synchronized boolean happened() {
    return happened;
  }

  @Override
  public synchronized void close() {
    over = true;
    if (happened) {
      Thread.interrupted();
    }
  }

  private synchronized void interrupt() {
    happened = true;
    if (!over) {
      waiting.interrupt();
    }
  }
}
