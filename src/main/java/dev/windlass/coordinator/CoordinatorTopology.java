package dev.windlass.coordinator;

import dev.windlass.wire.Topics;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * One processor between the topics. Every name in here is part of the state's names in Kafka:
 * changing one abandons state.
 */
final class CoordinatorTopology {
  static final String DECIDE = "decide";
  static final String EVENTS = "events-out";
  static final String STATUS = "status-out";
  static final String GRANTS = "grants-out";
  static final String CONTROL = "control-out";
  static final String DEAD_LETTERS = "dead-letters-out";

  /** Of all that waits, what is oldest by its time stamp is taken next: this overtakes. */
  private static final TimestampExtractor OVERTAKES = (record, partitionTime) -> 0;

  private CoordinatorTopology() {}

  static Topology of(Topics topics, ProcessorSupplier<byte[], byte[], Address, byte[]> processors) {
    Topology topology = new Topology();
    source(topology, "directives-in", topics.directives(), OVERTAKES);
    source(topology, "claims-in", topics.claims(), null);
    source(topology, "progress-in", topics.progress(), null);
    topology.addProcessor(DECIDE, processors, "directives-in", "claims-in", "progress-in");
    topology.addStateStore(store(JobStore.NAME), DECIDE);
    topology.addStateStore(store(DeadlineStore.NAME), DECIDE);
    topology.addStateStore(store(SerialKeyStore.NAME), DECIDE);
    sink(topology, EVENTS, topics.events());
    sink(topology, STATUS, topics.status());
    sink(topology, GRANTS, topics.grants());
    sink(topology, CONTROL, topics.control());
    sink(topology, DEAD_LETTERS, topics.deadLetters());
    return topology;
  }

  private static void source(
      Topology topology, String name, String topic, TimestampExtractor timestamps) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    if (timestamps == null) {
      topology.addSource(name, bytes, bytes, topic);
    } else {
      topology.addSource(
          (org.apache.kafka.streams.AutoOffsetReset) null, name, timestamps, bytes, bytes, topic);
    }
  }

  private static void sink(Topology topology, String name, String topic) {
    topology.addSink(
        name, topic, Address.SERIALIZER, new ByteArraySerializer(), Address.PARTITIONER, DECIDE);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
