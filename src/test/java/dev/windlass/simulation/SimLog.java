package dev.windlass.simulation;

import dev.windlass.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The topics, kept by a broker that may be away, and read with delay. */
public final class SimLog {
  private record Part(String topic, int partition) {}

  private final World world;
  private final Topics topics;
  private final Random chance;
  private final Map<Part, List<ConsumerRecord<byte[], byte[]>>> parts = new HashMap<>();
  private final Map<Part, List<Runnable>> listeners = new HashMap<>();
  private final List<Consumer<ConsumerRecord<byte[], byte[]>>> watchers = new ArrayList<>();
  private final Map<String, Long> slowUntil = new HashMap<>();
  private final Set<String> doubled = new HashSet<>();
  private long awayUntil;
  private double doubling;

  public SimLog(World world, Topics topics) {
    this.world = world;
    this.topics = topics;
    this.chance = world.random("log");
  }

  public Topics topics() {
    return topics;
  }

  // --- what befalls it

  void away(Duration time) {
    awayUntil = Math.max(awayUntil, world.now() + time.toNanos());
  }

  public long awayUntil() {
    return awayUntil;
  }

  /** Readers of a topic come late, so that others have read later things before. */
  void slow(String topic, Duration time) {
    slowUntil.put(topic, world.now() + time.toNanos());
  }

  public boolean isSlow(String topic) {
    return slowUntil(topic) > world.now();
  }

  long slowUntil(String topic) {
    return slowUntil.getOrDefault(topic, 0L);
  }

  /** So often is a record of these topics written a second time, some time later. */
  void doubles(double often, String... these) {
    doubling = often;
    doubled.addAll(List.of(these));
  }

  // --- writing

  /** At once; who writes has waited for the broker. */
  public long append(
      String topic, int partition, byte[] key, byte[] value, Headers headers, long timestamp) {
    long offset = put(topic, partition, key, value, headers, timestamp);
    if (doubled.contains(topic) && chance.nextDouble() < doubling) {
      world.after(
          Duration.ofMillis(chance.nextInt(5_000)),
          null,
          () -> put(topic, partition, key, value, headers, timestamp));
    }
    return offset;
  }

  private long put(
      String topic, int partition, byte[] key, byte[] value, Headers headers, long timestamp) {
    Part part = new Part(topic, partition);
    List<ConsumerRecord<byte[], byte[]>> records = records(part);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            topic,
            partition,
            records.size(),
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            key,
            value,
            headers == null ? new RecordHeaders() : headers,
            Optional.empty());
    records.add(record);
    watchers.forEach(watcher -> watcher.accept(record));
    listeners.getOrDefault(part, List.of()).forEach(Runnable::run);
    return record.offset();
  }

  // --- reading

  public long end(String topic, int partition) {
    return records(new Part(topic, partition)).size();
  }

  public ConsumerRecord<byte[], byte[]> at(String topic, int partition, long offset) {
    return records(new Part(topic, partition)).get((int) offset);
  }

  public void onAppend(String topic, int partition, Runnable what) {
    listeners.computeIfAbsent(new Part(topic, partition), p -> new ArrayList<>()).add(what);
  }

  /** Sees every record at once, whoever is away. */
  void watch(Consumer<ConsumerRecord<byte[], byte[]>> watcher) {
    watchers.add(watcher);
  }

  private List<ConsumerRecord<byte[], byte[]>> records(Part part) {
    return parts.computeIfAbsent(part, p -> new ArrayList<>());
  }
}
