package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.windlass.testkit.Settings;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.WireConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the clients of Kafka are told in confidence they keep, however much they log. */
class SecretsTest {
  private static final String SECRET = "Tr0ub4dor-and-3";
  private static final WireConfig WIRE = Settings.of(WireConfig.class, Map.of());

  private final StringBuffer said = new StringBuffer();
  private final Logger logger = Logger.getLogger("org.apache.kafka");
  private final Level before = logger.getLevel();
  private final Handler ear =
      new Handler() {
        private final SimpleFormatter text = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
          said.append(text.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false); // a hundred kilobytes that nobody reads
    logger.addHandler(ear);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(ear);
    logger.setUseParentHandlers(true);
    logger.setLevel(before);
  }

  @Test
  void noClientTellsASecretAtAnyLevel(@TempDir Path state) {
    KafkaClients clients = new KafkaClients(good());
    try (Admin admin = clients.admin("a");
        Producer<byte[], byte[]> producer = clients.producer("p", Map.of());
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer("c", Map.of());
        ShareConsumer<byte[], byte[]> sharing = clients.shareConsumer("s", "g", Map.of());
        KafkaStreams streams = streams(clients, state)) {
      assertThat(List.of(admin, producer, consumer, sharing, streams)).doesNotContainNull();
    }
    assertThat(said.toString())
        .contains(
            "AdminClientConfig", "ProducerConfig", "ConsumerConfig", "StreamsConfig", "[hidden]")
        .doesNotContain(SECRET);
  }

  static Stream<Map<String, Object>> mistakes() {
    return Stream.of(
        with("sasl.jaas.config", SECRET),
        with("sasl.jaas.config", "module required username=u password=" + SECRET),
        with("sasl.jaas.config", "module required username=\"u\" password=\"" + SECRET),
        with("sasl.jaas.config", "no.such.Module required password=\"" + SECRET + "\";"),
        with("ssl.keystore.key", SECRET),
        with("ssl.truststore.certificates", SECRET),
        with("ssl.key.password", SECRET));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeInASecretIsToldWithoutTheSecret(Map<String, Object> settings) {
    Throwable thrown =
        catchThrowable(
            () -> {
              try (Admin admin = new KafkaClients(settings).admin("a")) {
                assertThat(admin).isNotNull();
              }
            });
    StringWriter trace = new StringWriter();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(trace));
    }
    assertThat(said + trace.toString()).doesNotContain(SECRET);
  }

  private static final class Idle implements Processor<byte[], byte[], Address, byte[]> {
    @Override
    public void process(Record<byte[], byte[]> record) {}
  }

  private static KafkaStreams streams(KafkaClients clients, Path state) {
    return new KafkaStreams(
        CoordinatorTopology.of(WIRE.names(), Idle::new),
        StreamsSettings.of(
            clients.common(), WIRE, Settings.of(CoordinatorConfig.class, Map.of()), state));
  }

  private static Map<String, Object> with(String name, String value) {
    Map<String, Object> settings = good();
    settings.put(name, value);
    return settings;
  }

  private static Map<String, Object> good() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", "127.0.0.1:1");
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\" password=\""
            + SECRET
            + "\";");
    settings.put("sasl.oauthbearer.client.credentials.client.secret", SECRET);
    settings.put("ssl.truststore.type", "PEM");
    return settings;
  }
}
