package dev.windlass.control;

import dev.windlass.view.WorkerRow;
import java.time.Instant;
import java.util.List;

/**
 * The workers that take new work of a queue: they speak and do not drain.
 *
 * @param queue null where no queue is known yet
 * @param slots without those that are stuck
 */
public record QueueFleet(String queue, int workers, int slots, int busy) {
  public static QueueFleet of(String queue, List<WorkerRow> all, Instant now) {
    List<WorkerRow> there =
        all.stream()
            .filter(worker -> !worker.draining() && !worker.silent(now))
            .filter(worker -> worker.queueNames().contains(queue == null ? "" : queue))
            .toList();
    return new QueueFleet(
        queue,
        there.size(),
        there.stream().mapToInt(worker -> Math.max(0, worker.slots() - worker.stuck())).sum(),
        there.stream().mapToInt(WorkerRow::busy).sum());
  }
}
