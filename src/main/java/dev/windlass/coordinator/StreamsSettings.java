package dev.windlass.coordinator;

import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.WireConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams that make decisions quick, exact and soon taken over. */
final class StreamsSettings {
  /** What is read at once is little, so that a directive waits behind little. */
  private static final int POLL_RECORDS = 100;

  private static final int FETCH_BYTES = 64 * 1024;
  private static final int POLL_MILLIS = 5;

  /**
   * A broker answers one request of a connection after another: whoever takes over asks for its new
   * partitions behind a fetch of those that it had, which waits so long for something to fetch.
   */
  private static final int FETCH_WAIT_MILLIS = 100;

  private static final int REQUEST_BYTES = 1 << 20;
  private static final long RETRY_MILLIS = 5;
  private static final int BEATS_PER_SESSION = 4;

  /** A beat's answer is what says that another is gone. */
  private static final int LONGEST_BEAT_MILLIS = 200;

  private StreamsSettings() {}

  static String applicationId(WireConfig wire) {
    return wire.names().coordinator();
  }

  static Properties of(
      Map<String, Object> kafka, WireConfig wire, CoordinatorConfig config, Path stateDir) {
    Properties all = new Properties();
    all.putAll(kafka);
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(wire));
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    all.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) wire.replicationFactor());
    all.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, config.cache().asLongValue());
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.class);
    all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    all.put(StreamsConfig.LOG_SUMMARY_INTERVAL_MS_CONFIG, -1L);
    consumer(all, config);
    producer(all, config);
    return all;
  }

  private static void consumer(Properties all, CoordinatorConfig config) {
    int session = Math.toIntExact(config.sessionTimeout().toMillis());
    main(all, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    main(all, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    // Of the consumer that restores, too.
    all.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MILLIS);
    main(all, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, KafkaClients.REBALANCE_MILLIS);
    main(all, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
    main(
        all,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        Math.min(LONGEST_BEAT_MILLIS, session / BEATS_PER_SESSION));
  }

  private static void producer(Properties all, CoordinatorConfig config) {
    all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), REQUEST_BYTES);
    // A transaction often begins while the last one's end is still being written, and is told to
    // come again: the usual pause of 100 ms would be ten commit intervals.
    all.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_MILLIS);
    // A transaction that a dead coordinator left open hides all that follows from readers.
    all.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(config.sessionTimeout().toMillis()));
  }

  private static void main(Properties all, String key, Object value) {
    all.put(StreamsConfig.mainConsumerPrefix(key), value);
  }
}
