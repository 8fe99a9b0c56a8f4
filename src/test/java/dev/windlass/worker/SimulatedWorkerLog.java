package dev.windlass.worker;

import dev.windlass.job.Claim;
import dev.windlass.job.Progress;
import dev.windlass.simulation.SimLog;
import dev.windlass.simulation.SimProducer;
import dev.windlass.trace.Trace;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.WorkerRecord;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a simulated worker writes. */
final class SimulatedWorkerLog implements WorkerLog {
  private final SimLog log;
  private final SimProducer producer;
  private final int partitions;

  SimulatedWorkerLog(SimLog log, SimProducer producer, int partitions) {
    this.log = log;
    this.producer = producer;
    this.partitions = partitions;
  }

  @Override
  public CompletableFuture<Long> claim(Claim claim, Trace trace) {
    return producer.send(
        log.topics().claims(),
        claim.job().partition(partitions),
        claim.job().toString(),
        claim,
        null);
  }

  @Override
  public CompletableFuture<Long> progress(Progress progress, Trace trace) {
    return producer.send(
        log.topics().progress(),
        progress.job().partition(partitions),
        progress.job().toString(),
        progress,
        null);
  }

  @Override
  public CompletableFuture<Long> results(ResultRecord results, Trace trace) {
    return producer.send(
        log.topics().results(),
        results.job().partition(partitions),
        results.job().toString(),
        results,
        null);
  }

  @Override
  public CompletableFuture<Long> present(WorkerRecord worker) {
    return producer.send(log.topics().workers(), 0, worker.incarnation(), worker, null);
  }

  @Override
  public CompletableFuture<Long> gone(String incarnation) {
    throw new UnsupportedOperationException("simulated workers do not leave, they die");
  }

  @Override
  public void dead(ConsumerRecord<byte[], byte[]> message, RuntimeException why) {
    throw new AssertionError("a worker can't read " + new String(message.value()), why);
  }

  @Override
  public void close() {}
}
