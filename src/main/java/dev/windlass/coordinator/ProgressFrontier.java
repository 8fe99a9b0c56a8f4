package dev.windlass.coordinator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Looks every now and then where progress ends and how far it has been read and committed: {@link
 * ReadMarks} draws the conclusions.
 */
final class ProgressFrontier implements Surroundings.Frontier, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ProgressFrontier.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final String group;
  private final List<TopicPartition> partitions;
  private final Surroundings.MonotonicClock clock;
  private final Duration interval;
  private final ReadMarks marks = new ReadMarks();
  private final Thread thread;
  private volatile boolean open = true;

  ProgressFrontier(
      Admin admin,
      String group,
      String topic,
      int partitions,
      Surroundings.MonotonicClock clock,
      Duration interval) {
    this.admin = admin;
    this.group = group;
    this.partitions =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    this.clock = clock;
    this.interval = interval;
    this.thread = Thread.ofPlatform().daemon().name("windlass-progress-frontier").start(this::look);
  }

  @Override
  public OptionalLong readToEndAt(int partition) {
    return marks.readToEndAt(partition);
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
    admin.close(PATIENCE);
  }

  private void look() {
    while (open) {
      try {
        lookOnce();
        Thread.sleep(interval);
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | TimeoutException | RuntimeException e) {
        // Nothing is known then, and no lease ends. The next look may tell.
        LOG.debugf(e, "Could not look where progress ends");
      }
    }
  }

  private void lookOnce() throws InterruptedException, ExecutionException, TimeoutException {
    long at = clock.millis();
    Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest());
    Map<TopicPartition, OffsetAndMetadata> read =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    Map<TopicPartition, Long> begins =
        read.keySet().containsAll(partitions) ? Map.of() : offsets(OffsetSpec.earliest());
    for (TopicPartition p : partitions) {
      OffsetAndMetadata committed = read.get(p);
      marks.look(
          p.partition(), committed == null ? begins.get(p) : committed.offset(), ends.get(p), at);
    }
  }

  private Map<TopicPartition, Long> offsets(OffsetSpec which)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> question =
        partitions.stream().collect(Collectors.toMap(Function.identity(), p -> which));
    return admin
        .listOffsets(question)
        .all()
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }
}
