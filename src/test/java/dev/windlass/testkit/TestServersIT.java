package dev.windlass.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TestServersIT {
  private static final int RECORDS = 50;
  private static final int SLOTS = 4;

  private final TestServers servers = TestServers.get();
  private final String topic = "round-trip-" + UUID.randomUUID();

  @BeforeEach
  void fillTopic() throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
      for (String value : values()) {
        producer.send(new ProducerRecord<>(topic, value)).get();
      }
    }
  }

  @Test
  void whatIsProducedIsConsumed() {
    Map<String, Object> config =
        with("group.id", "plain-" + topic, "auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      List<String> seen = new ArrayList<>();
      while (seen.size() < RECORDS) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> seen.add(record.value()));
      }
      assertThat(seen).isEqualTo(values());
    }
  }

  @Test
  void aShareConsumerGetsNoMoreRecordsThanItHasSlots() throws Exception {
    String group = "share-" + topic;
    readShareGroupFromTheStart(group);
    Map<String, Object> config =
        with(
            "group.id",
            group,
            "share.acknowledgement.mode",
            "explicit",
            "share.acquire.mode",
            "record_limit",
            "max.poll.records",
            SLOTS);
    try (KafkaShareConsumer<String, String> consumer =
        new KafkaShareConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      List<String> seen = new ArrayList<>();
      while (seen.size() < RECORDS) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        assertThat(records.count()).isLessThanOrEqualTo(SLOTS);
        for (ConsumerRecord<String, String> record : records) {
          seen.add(record.value());
          consumer.acknowledge(record, AcknowledgeType.ACCEPT);
        }
        consumer.commitSync();
      }
      assertThat(seen).containsExactlyInAnyOrderElementsOf(values());
    }
  }

  @Test
  void whatIsInsertedIsSelectedInADatabaseOfItsOwn() throws Exception {
    try (Connection connection = servers.withFreshDatabase().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table thing (name text)");
      statement.execute("insert into thing values ('pawl')");
      try (ResultSet rows = statement.executeQuery("select name, version() from thing")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("pawl");
        assertThat(rows.getString(2)).startsWith("PostgreSQL 18");
      }
    }
  }

  private void readShareGroupFromTheStart(String group) throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.GROUP, group),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("share.auto.offset.reset", "earliest"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private Map<String, Object> client() {
    return with();
  }

  private Map<String, Object> with(Object... settings) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", servers.bootstrapServers());
    for (int i = 0; i < settings.length; i += 2) {
      config.put((String) settings[i], settings[i + 1]);
    }
    return config;
  }

  private static List<String> values() {
    return IntStream.range(0, RECORDS).mapToObj(i -> "value " + i).toList();
  }
}
