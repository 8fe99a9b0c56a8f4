package dev.windlass.projection.rebuild;

import dev.windlass.projection.EventFold;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.KafkaClients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The views that are being built, and how far they have come. */
final class FreshViews implements EventFold.Observer {
  private final KafkaClients clients;
  private final String topic;
  private final EventFold fold;
  private final Map<Integer, Long> begins;
  private final Map<Integer, Long> at;
  private final Beginnings beginnings;
  private final LeftOut leftOut = new LeftOut();

  FreshViews(KafkaClients clients, EventLog log, DataSource fresh) {
    this.clients = clients;
    this.topic = log.topic();
    this.begins = log.begins();
    this.at = new TreeMap<>(begins);
    this.beginnings = new Beginnings(cut(begins));
    this.fold = new EventFold(topic, () -> fresh, this);
    begins.forEach((partition, begin) -> fold.begin(partition, log.id(), begin));
  }

  /** Several partitions at once; each batch job lies in one. */
  void readTo(Map<Integer, Long> targets, LongConsumer progress) {
    List<Map<Integer, Long>> shares = shares();
    try (ExecutorService threads = Executors.newFixedThreadPool(shares.size())) {
      List<Future<?>> all = new ArrayList<>();
      for (Map<Integer, Long> share : shares) {
        LogReader reader = new LogReader(clients, topic, fold, progress, share, targets);
        all.add(threads.submit(reader::run));
      }
      all.forEach(FreshViews::await);
    }
    at.putAll(targets);
  }

  Map<Integer, Long> begins() {
    return begins;
  }

  Map<Integer, Long> at() {
    return at;
  }

  Beginnings beginnings() {
    return beginnings;
  }

  LeftOut leftOut() {
    return leftOut;
  }

  @Override
  public void read(int partition, EventRecord event) {
    beginnings.see(partition, event);
  }

  @Override
  public void leftOut(ConsumerRecord<byte[], byte[]> record, String reason) {
    leftOut.add(record, reason);
  }

  private List<Map<Integer, Long>> shares() {
    int readers = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, at.size());
    Map<Integer, Map<Integer, Long>> shares = new HashMap<>();
    at.forEach(
        (partition, offset) ->
            shares
                .computeIfAbsent(partition % readers, r -> new TreeMap<>())
                .put(partition, offset));
    return List.copyOf(shares.values());
  }

  private static Set<Integer> cut(Map<Integer, Long> begins) {
    return begins.entrySet().stream()
        .filter(begin -> begin.getValue() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static void await(Future<?> reader) {
    try {
      reader.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRebuild("the rebuild was interrupted", e);
    }
  }
}
