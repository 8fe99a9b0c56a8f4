package dev.windlass.control;

import dev.windlass.job.JobId;
import dev.windlass.view.Freshness;
import dev.windlass.view.ViewPosition;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.WireConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the views hold every result of a batch job that has ended. Workers write results before
 * the progress that counts them, so that all of them lie before the present end of their partition;
 * but the views read results and events apart from each other.
 */
@ApplicationScoped
public class ResultsFrontier {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Freshness freshness;
  private final KafkaClients clients;
  private final String topic;
  private final int partitions;
  private final Duration wait;
  private Admin admin;

  ResultsFrontier(
      Freshness freshness, KafkaClients clients, WireConfig wire, ControlConfig config) {
    this.freshness = freshness;
    this.clients = clients;
    this.topic = wire.names().results();
    this.partitions = wire.partitions();
    this.wait = config.resultsWait();
  }

  /** Returns when they do; a refusal after {@code windlass.control.results-wait}. */
  public void await(JobId job) {
    int partition = job.partition(partitions);
    long end = System.nanoTime() + wait.toNanos();
    long next = logEnd(partition);
    while (seen(partition) < next) {
      if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
        throw new Refusal(
                ProblemCode.RESULTS_BEHIND,
                "the view does not have all results yet: try again later")
            .retryAfter(RETRY_AFTER);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private long seen(int partition) {
    return freshness.positions().stream()
        .filter(p -> p.topic().equals(topic) && p.partition() == partition)
        .mapToLong(ViewPosition::nextOffset)
        .findFirst()
        .orElse(0);
  }

  private long logEnd(int partition) {
    TopicPartition at = new TopicPartition(topic, partition);
    try {
      return admin()
          .listOffsets(Map.of(at, OffsetSpec.latest()))
          .partitionResult(at)
          .get(wait.toMillis(), TimeUnit.MILLISECONDS)
          .offset();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private static Refusal unavailable(Exception e) {
    return new Refusal(
            ProblemCode.LOG_UNAVAILABLE,
            "Kafka does not say whether all results are there: try again later",
            e)
        .retryAfter(RETRY_AFTER);
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = clients.admin("windlass-results-frontier");
    }
    return admin;
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
