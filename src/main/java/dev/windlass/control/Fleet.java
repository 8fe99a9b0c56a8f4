package dev.windlass.control;

import dev.windlass.job.JobHeader;
import dev.windlass.view.WorkerRow;
import dev.windlass.view.Workers;
import dev.windlass.wire.DrainRecord;
import dev.windlass.wire.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The workers, and what is asked of them. */
@ApplicationScoped
public class Fleet {
  private final Workers workers;
  private final DirectiveLog log;
  private final Namespaces namespaces;
  private final Database database;
  private final AuditNotes notes;

  Fleet(
      Workers workers,
      DirectiveLog log,
      Namespaces namespaces,
      Database database,
      AuditNotes notes) {
    this.workers = workers;
    this.log = log;
    this.namespaces = namespaces;
    this.database = database;
    this.notes = notes;
  }

  /**
   * Why the batch job waits, or is no faster, and the workers that it depends on, which are for
   * those who reach all namespaces: how busy they are tells of everybody's work.
   */
  public Standing why(JobHeader job) {
    Instant now = Instant.now();
    String queue = job.work() == null ? null : job.work().queue();
    QueueFleet fleet = QueueFleet.of(queue, workers.list(), now);
    return new Standing(Why.of(job, fleet, now), queue, namespaces.reach().all() ? fleet : null);
  }

  /**
   * @param queue null before the first start
   * @param fleet null where it is not for who asks
   */
  public record Standing(Why why, String queue, QueueFleet fleet) {}

  /** Asks a worker to finish what it has and leave. It is noted first, so that none goes unseen. */
  public Token drain(String incarnation, String requestedBy) {
    namespaces.requireAll("workers");
    WorkerRow worker =
        workers
            .find(incarnation)
            .orElseThrow(
                () -> new Refusal(ProblemCode.UNKNOWN_WORKER, "there is no worker " + incarnation));
    note(worker, requestedBy);
    return log.append(new DrainRecord(worker.incarnation(), worker.grantsPartition(), requestedBy));
  }

  private void note(WorkerRow worker, String requestedBy) {
    Change drain =
        Change.ofAll("worker.drain", worker.incarnation())
            .by(requestedBy)
            .as("asked")
            .with("name", worker.name());
    database.transaction(
        connection -> {
          notes.add(connection, drain);
          return null;
        });
  }
}
