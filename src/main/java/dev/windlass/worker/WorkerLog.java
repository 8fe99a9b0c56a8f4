package dev.windlass.worker;

import dev.windlass.job.Claim;
import dev.windlass.job.Progress;
import dev.windlass.trace.Trace;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.WorkerRecord;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All that a worker writes. Every future ends with the record's offset when all replicas have it.
 */
interface WorkerLog extends AutoCloseable {
  CompletableFuture<Long> claim(Claim claim, Trace trace);

  CompletableFuture<Long> progress(Progress progress, Trace trace);

  CompletableFuture<Long> results(ResultRecord results, Trace trace);

  CompletableFuture<Long> present(WorkerRecord worker);

  CompletableFuture<Long> gone(String incarnation);

  /** Puts aside what can't be read, with the reason. */
  void dead(ConsumerRecord<byte[], byte[]> message, RuntimeException why);

  @Override
  void close();
}
