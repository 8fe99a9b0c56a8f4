package dev.windlass.wire;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.internals.BrokerSecurityConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Clients of Kafka with what all of them need: the settings under {@code kafka.*} (servers,
 * security), bytes in and out, committed records only, and no silent jump to another offset.
 */
@ApplicationScoped
public class KafkaClients {
  /**
   * For as long as a rebalance waits for a member that does not answer. A broker that has come back
   * after a full disk was seen to wait it out for one that had gone: Kafka's five minutes would be
   * five minutes without work.
   */
  public static final int REBALANCE_MILLIS = 60_000;

  private final Map<String, Object> common;

  public KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> common) {
    this.common = new HashMap<>(common);
    // Quarkus names one after the application. Who is in a group says so, and needs the right to.
    this.common.remove(ConsumerConfig.GROUP_ID_CONFIG);
    allowTokenEndpoint(this.common);
  }

  public Producer<byte[], byte[]> producer(String clientId, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(common);
    all.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.putAll(settings);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public KafkaConsumer<byte[], byte[]> consumer(String clientId, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(common);
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, REBALANCE_MILLIS);
    all.putAll(settings);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  public ShareConsumer<byte[], byte[]> shareConsumer(
      String clientId, String group, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(common);
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.putAll(settings);
    return new KafkaShareConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  public Admin admin(String clientId) {
    Map<String, Object> all = new HashMap<>(common);
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    return Admin.create(all);
  }

  /**
   * Kafka asks an address for tokens only where a system property allows it, because there are
   * programs whose clients strangers configure. Here whoever names the address is who starts the
   * program.
   */
  private static void allowTokenEndpoint(Map<String, Object> settings) {
    Object endpoint = settings.get(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL);
    String allowed = BrokerSecurityConfigs.ALLOWED_SASL_OAUTHBEARER_URLS_CONFIG;
    if (endpoint != null && System.getProperty(allowed) == null) {
      System.setProperty(allowed, endpoint.toString());
    }
  }

  /** The settings under {@code kafka.*}, for those that build their own clients. */
  public Map<String, Object> common() {
    return Map.copyOf(common);
  }
}
