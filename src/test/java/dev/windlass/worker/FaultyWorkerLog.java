package dev.windlass.worker;

import dev.windlass.job.Claim;
import dev.windlass.job.Progress;
import dev.windlass.simulation.Life;
import dev.windlass.simulation.World;
import dev.windlass.trace.Trace;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.WorkerRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The log of a worker that tells things wrong. */
record FaultyWorkerLog(WorkerLog real, WorkerLogFault fault, World world, Life life)
    implements WorkerLog {
  @Override
  public CompletableFuture<Long> claim(Claim claim, Trace trace) {
    return real.claim(claim, trace);
  }

  @Override
  public CompletableFuture<Long> progress(Progress progress, Trace trace) {
    boolean told = progress.grants().stream().anyMatch(grant -> grant.letGo());
    return fault == WorkerLogFault.PROGRESS_IS_TOLD_ONCE && !told
        ? CompletableFuture.completedFuture(0L)
        : real.progress(progress, trace);
  }

  @Override
  public CompletableFuture<Long> results(ResultRecord results, Trace trace) {
    if (fault == WorkerLogFault.RESULTS_AFTER_PROGRESS) {
      world.after(Duration.ofSeconds(2), life, () -> real.results(results, trace));
      return CompletableFuture.completedFuture(0L);
    }
    return real.results(results, trace);
  }

  @Override
  public CompletableFuture<Long> present(WorkerRecord worker) {
    return real.present(worker);
  }

  @Override
  public CompletableFuture<Long> gone(String incarnation) {
    return real.gone(incarnation);
  }

  @Override
  public void dead(ConsumerRecord<byte[], byte[]> message, RuntimeException why) {
    real.dead(message, why);
  }

  @Override
  public void close() {
    real.close();
  }
}
