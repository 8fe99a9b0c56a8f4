package dev.windlass.worker;

import dev.windlass.job.Definition.Priority;
import dev.windlass.trace.Trace;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.Topics;
import dev.windlass.wire.UnreadableRecord;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Takes the tasks of one queue and priority out of its share group while slots are free. It sleeps
 * in the broker's answer, so an idle worker has a task within milliseconds.
 *
 * <p>A poll that ends empty may leave a request behind that takes tasks which nobody looks at. So
 * requests are short, and a worker without a free slot looks now and then all the same and gives
 * back what it finds; that also keeps it a member of its group.
 */
final class TaskPoller implements Runnable {
  private static final Duration GLANCE = Duration.ofMillis(1);
  private static final Duration WITHOUT_A_LOOK = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final Duration CLAIM_SENT = Duration.ofSeconds(20);
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final KafkaClients clients;
  private final TaskClaimer claimer;
  private final WorkerLog log;
  private final String topic;
  private final String group;
  private final int rank;

  /** A poll asks the broker once: a longer one would sleep on after an empty answer. */
  private final Duration wait;

  private final String clientId;
  private final Map<String, Object> settings;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile ShareConsumer<byte[], byte[]> consumer;
  private volatile String trouble;

  TaskPoller(
      KafkaClients clients,
      WorkerConfig config,
      Topics topics,
      String queue,
      Priority priority,
      TaskClaimer claimer,
      WorkerLog log) {
    this.clients = clients;
    this.claimer = claimer;
    this.log = log;
    this.topic = topics.tasks(queue, priority);
    this.group = topics.shareGroup(queue, priority);
    this.rank = priority.ordinal();
    this.wait = config.taskFetchWait();
    this.clientId = "windlass-worker-" + queue + "-" + priority.name().toLowerCase();
    this.settings =
        Map.of(
            ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
            "record_limit",
            ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
            "explicit",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            config.tasksPerPoll(),
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            (int) config.taskFetchWait().toMillis());
  }

  /** Null while all is well. */
  String trouble() {
    return trouble;
  }

  String topic() {
    return topic;
  }

  @Override
  public void run() {
    while (closing.getCount() > 0) {
      ShareConsumer<byte[], byte[]> fresh = null;
      try {
        fresh = clients.shareConsumer(clientId, group, settings);
        consumer = fresh;
        take(fresh);
      } catch (WakeupException | InterruptedException e) {
        // Closing.
      } catch (RuntimeException e) {
        tell(e);
      } finally {
        close(fresh);
      }
      rest();
    }
  }

  /** Before the next try; there is no share consumer meanwhile: see {@link Silence}. */
  private void rest() {
    try {
      if (!closing.await(1, TimeUnit.SECONDS)) {
        awaitBroker();
      }
    } catch (InterruptedException e) {
      closing.countDown();
    } catch (RuntimeException e) {
      tell(e);
    }
  }

  void close() {
    closing.countDown();
    ShareConsumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void take(ShareConsumer<byte[], byte[]> fresh) throws InterruptedException {
    fresh.subscribe(List.of(topic));
    Silence silence = Silence.of(fresh.metrics());
    while (closing.getCount() > 0 && !silence.lasts()) {
      boolean slot = claimer.awaitSlot(rank, WITHOUT_A_LOOK.toNanos());
      Map<ConsumerRecord<byte[], byte[]>, CompletableFuture<?>> taken = new LinkedHashMap<>();
      fresh.poll(slot ? wait : GLANCE).forEach(message -> taken.put(message, offer(message)));
      trouble = null;
      for (var task : taken.entrySet()) {
        fresh.acknowledge(task.getKey(), verdict(task.getValue()));
      }
      if (!taken.isEmpty()) {
        fresh.commitAsync();
      }
    }
  }

  private void awaitBroker() throws InterruptedException {
    try (Admin admin = clients.admin(clientId + "-probe")) {
      while (closing.getCount() > 0 && !answers(admin)) {
        closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private boolean answers(Admin admin) throws InterruptedException {
    try {
      int patience = (int) PROBE.toMillis();
      admin.describeCluster(new DescribeClusterOptions().timeoutMs(patience)).clusterId().get();
      return true;
    } catch (ExecutionException e) {
      tell(e.getCause());
      return false;
    }
  }

  private CompletableFuture<?> offer(ConsumerRecord<byte[], byte[]> message) {
    try {
      TaskRecord task = Json.read(message.value(), TaskRecord.class);
      return claimer.offer(task, Trace.of(message.headers()), rank);
    } catch (UnreadableRecord e) {
      log.dead(message, e);
      return CompletableFuture.failedFuture(e);
    }
  }

  /** A task whose claim is in the log has done its work; one whose claim is not is for others. */
  private AcknowledgeType verdict(CompletableFuture<?> claim) throws InterruptedException {
    try {
      claim.get(CLAIM_SENT.toMillis(), TimeUnit.MILLISECONDS);
      return AcknowledgeType.ACCEPT;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnreadableRecord) {
        return AcknowledgeType.REJECT;
      }
      Log.warnf("A task from %s was not claimed: %s", topic, e.getCause().getMessage());
      return AcknowledgeType.RELEASE;
    } catch (TimeoutException e) {
      return AcknowledgeType.RELEASE;
    }
  }

  private void tell(Throwable e) {
    if (trouble == null) {
      Log.warnf("Tasks can't be taken from %s: %s", topic, e.getMessage());
    }
    trouble = "tasks can't be taken from " + topic + ": " + e.getMessage();
  }

  private void close(ShareConsumer<byte[], byte[]> old) {
    try {
      if (old != null) {
        old.close(CLOSING);
      }
    } catch (RuntimeException e) {
      Log.debugf(e, "The consumer of %s did not close cleanly", topic);
    }
  }
}
