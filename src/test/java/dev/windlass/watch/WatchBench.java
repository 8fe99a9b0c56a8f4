package dev.windlass.watch;

import dev.windlass.access.SecurityConfig;
import dev.windlass.job.JobId;
import dev.windlass.role.Roles;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.Settings;
import dev.windlass.testkit.TestServers;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.TopicSetup;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A hub on a real Kafka, with topics of its own, and the test as the coordinator. */
final class WatchBench implements AutoCloseable {
  static final int PARTITIONS = 4;

  final WireConfig wire;
  final KafkaClients clients;
  final EventHub hub;
  final EventStreams streams;
  final LongPolls polls;
  private final Producer<byte[], byte[]> producer;

  static WatchBench started(Map<String, String> settings) {
    WatchBench bench = new WatchBench(settings);
    bench.createTopics();
    bench.hub.start(null);
    Await.until("the hub reads", bench.hub::ready);
    return bench;
  }

  static WatchBench withoutTopics() {
    return new WatchBench(Map.of());
  }

  private WatchBench(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("windlass.topics.prefix", "watch-" + UUID.randomUUID());
    all.put("windlass.topics.partitions", String.valueOf(PARTITIONS));
    wire = Settings.of(WireConfig.class, all);
    clients = new KafkaClients(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()));
    WatchConfig config = Settings.of(WatchConfig.class, all);
    SecurityConfig security = Settings.of(SecurityConfig.class, all);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    hub = new EventHub(config, Settings.of(Roles.class, all), wire, clients, meters);
    streams = new EventStreams(hub, clients, wire, config, security, meters);
    polls = new LongPolls(hub, config, security, meters);
    producer = clients.producer("watch-bench", Map.of());
  }

  void createTopics() {
    new TopicSetup(clients, wire).ensure();
  }

  Future<RecordMetadata> send(EventRecord event) {
    JobId job = event.job();
    return producer.send(
        new ProducerRecord<>(
            wire.names().events(),
            job.partition(PARTITIONS),
            job.toString().getBytes(),
            EventCodec.value(event),
            EventCodec.headers(event)));
  }

  @Override
  public void close() throws InterruptedException {
    producer.close();
    polls.close();
    hub.stop(null);
  }
}
