package dev.windlass.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Numbers of batch jobs, which front doors show instead of an id. Who creates many gets them by the
 * dozen; what a process has not used when it ends is a gap.
 */
@ApplicationScoped
class Numbers {
  private static final int MANY = 32;
  private static final Duration OFTEN = Duration.ofMillis(100);

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Long> drawn = new ArrayDeque<>();
  private long drawnAt = System.nanoTime() - OFTEN.toNanos();

  Numbers(Database database) {
    this.database = database;
  }

  long next() {
    lock.lock();
    try {
      if (drawn.isEmpty()) {
        long now = System.nanoTime();
        int many = now - drawnAt < OFTEN.toNanos() ? MANY : 1;
        drawn.addAll(database.transaction(connection -> NumberRows.next(connection, many)));
        drawnAt = now;
      }
      return drawn.remove();
    } finally {
      lock.unlock();
    }
  }
}
