package dev.windlass.control;

import dev.windlass.control.BulkDirective.Item;
import dev.windlass.control.BulkDirective.State;
import dev.windlass.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends bulk directives a slice at a time: what became of it is noted in a transaction around the
 * sending, in which the bulk directive's row is locked. Who dies in between leaves the slice
 * pending, and whoever sends it again sends the same ids, which the coordinator applies once.
 */
@ApplicationScoped
class BulkSender {
  private static final Duration OUTCOME_WITHIN = Duration.ofSeconds(2);

  private final Database database;
  private final BatchJobService jobs;
  private final int atOnce;

  BulkSender(Database database, BatchJobService jobs, ControlConfig config) {
    this.database = database;
    this.jobs = jobs;
    this.atOnce = config.bulkAtOnce();
  }

  /**
   * False where nothing is to be sent that nobody else is busy with. What cannot be sent now, since
   * Kafka does not answer or the view is behind, is still to be sent: its bulk directive waits with
   * the others in {@code waiting}, and lets those pass that are not there. Throws where Postgres
   * does not answer.
   */
  boolean sendSlice(Map<String, String> waiting) {
    return database.transaction(
        connection -> {
          Optional<BulkDirective> open = BulkRows.open(connection, waiting.keySet());
          if (open.isPresent()) {
            sendSlice(connection, open.get(), waiting);
          }
          return open.isPresent();
        });
  }

  private void sendSlice(Connection connection, BulkDirective bulk, Map<String, String> waiting)
      throws SQLException {
    List<Item> slice = BulkRows.pending(connection, bulk.id(), atOnce);
    List<Item> sent = sent(bulk, slice);
    List<Item> answered = sent.stream().filter(item -> item.state() != State.PENDING).toList();
    if (!answered.isEmpty()) {
      BulkRows.note(connection, bulk.id(), answered);
    }
    if (answered.size() < slice.size()) {
      sent.stream()
          .filter(item -> item.state() == State.PENDING)
          .forEach(item -> waiting.putIfAbsent(bulk.id(), item.reason()));
    } else if (slice.size() < atOnce) {
      BulkRows.end(connection, bulk.id(), Times.now());
    }
  }

  private List<Item> sent(BulkDirective bulk, List<Item> slice) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Item>> sending =
          slice.stream().map(item -> threads.submit(() -> sent(bulk, item))).toList();
      List<Item> sent = new ArrayList<>();
      for (Future<Item> one : sending) {
        sent.add(done(one));
      }
      return sent;
    }
  }

  private Item sent(BulkDirective bulk, Item item) {
    try {
      DirectiveRequest request = bulk.asked().request(bulk.id());
      JobId job = new JobId(item.batchJob());
      Outcome outcome = jobs.direct(job, request, bulk.requestedBy(), OUTCOME_WITHIN);
      return item.as(outcome.applied() ? State.APPLIED : State.ACCEPTED, null, null);
    } catch (RuntimeException e) {
      return failed(item, Failures.refusal(e, "bulk directive " + bulk.id()));
    }
  }

  /** What comes by itself to its end is tried again; what never will must not stop the rest. */
  private static Item failed(Item item, Refusal refusal) {
    boolean passes = refusal.code().status() >= 500 && refusal.code() != ProblemCode.INTERNAL;
    return item.as(
        passes ? State.PENDING : State.REFUSED, refusal.code().word(), refusal.getMessage());
  }

  private static Item done(Future<Item> sending) {
    try {
      return sending.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the program ends", e);
    }
  }
}
