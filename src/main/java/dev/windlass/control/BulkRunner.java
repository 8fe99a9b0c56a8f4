package dev.windlass.control;

import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Works bulk directives off, in every process with the role api: at once where it took one itself,
 * and after a look now and then where another left one behind.
 */
@ApplicationScoped
class BulkRunner {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  private final BulkSender sender;
  private final Duration poll;
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean closing;
  private Thread thread;

  BulkRunner(BulkSender sender, ControlConfig config) {
    this.sender = sender;
    this.poll = config.bulkPoll();
  }

  void start(@Observes StartupEvent event, Roles roles) {
    if (roles.plays(Role.API)) {
      thread = Thread.ofVirtual().name("windlass-bulk-directives").start(this::run);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    closing = true;
    wakes.release();
    if (thread != null) {
      thread.join(ENDS_WITHIN);
    }
  }

  void wake() {
    wakes.release();
  }

  private void run() {
    boolean well = true;
    while (!closing) {
      well = sendAll(well);
      await();
    }
  }

  /** Whether all went well; trouble is told once. */
  private boolean sendAll(boolean wasWell) {
    Map<String, String> waiting = new HashMap<>();
    try {
      while (!closing && sender.sendSlice(waiting)) {}
    } catch (RuntimeException e) {
      waiting.put("all", e.getMessage());
    }
    if (!waiting.isEmpty() && wasWell && !closing) {
      Log.warnf("Bulk directives wait: %s", waiting);
    }
    return waiting.isEmpty();
  }

  private void await() {
    try {
      if (wakes.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
        wakes.drainPermits();
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }
}
