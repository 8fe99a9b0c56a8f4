package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.windlass.testkit.TestServers;
import dev.windlass.wire.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LeftTransactionsIT {
  private static final TopicPartition GONE = new TopicPartition("left-" + UUID.randomUUID(), 0);
  private static final TopicPartition HERE = new TopicPartition(GONE.topic(), 1);

  private final String group = "left-" + UUID.randomUUID() + "-coordinator";
  private final String gone = group + "-" + UUID.randomUUID();
  private final String here = group + "-" + UUID.randomUUID();
  private final KafkaClients clients =
      new KafkaClients(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()));
  private final Admin admin = clients.admin("left");

  @BeforeEach
  void setUp() throws Exception {
    admin.createTopics(List.of(new NewTopic(GONE.topic(), 2, (short) 1))).all().get();
  }

  @AfterEach
  void tearDown() throws Exception {
    admin.deleteTopics(List.of(GONE.topic())).all().get();
    admin.close();
  }

  @Test
  void whatAThreadThatIsGoneLeftOpenHidesNothingAnyMore() throws Exception {
    try (KafkaConsumer<byte[], byte[]> member = member(here + "-StreamThread-1-consumer");
        Producer<byte[], byte[]> ofTheGone = leaveOpen(gone + "-1", GONE);
        Producer<byte[], byte[]> ofAMember = leaveOpen(here + "-1", HERE);
        LeftTransactions left = new LeftTransactions(clients.admin("left"), group)) {
      assertThat(hides(GONE)).isTrue();
      left.end().toCompletableFuture().get();
      assertThat(hides(GONE)).isFalse();
      assertThat(hides(HERE)).isTrue();
      assertThatCode(ofAMember::commitTransaction).doesNotThrowAnyException();
    }
  }

  @Test
  void whereAMemberHasANameOfItsOwnNothingIsEnded() throws Exception {
    try (KafkaConsumer<byte[], byte[]> member = member("somebody");
        Producer<byte[], byte[]> of = leaveOpen(gone + "-1", GONE);
        LeftTransactions left = new LeftTransactions(clients.admin("left"), group)) {
      left.end().toCompletableFuture().get();
      assertThatCode(of::commitTransaction).doesNotThrowAnyException();
    }
  }

  @Test
  void anotherGroupWithALongerNameIsLeftAlone() throws Exception {
    String other = group + "-coordinator-" + UUID.randomUUID();
    try (KafkaConsumer<byte[], byte[]> member = member(here + "-StreamThread-1-consumer");
        Producer<byte[], byte[]> ofAnother = leaveOpen(other + "-1", GONE);
        LeftTransactions left = new LeftTransactions(clients.admin("left"), group)) {
      left.end().toCompletableFuture().get();
      assertThatCode(ofAnother::commitTransaction).doesNotThrowAnyException();
    }
  }

  private KafkaConsumer<byte[], byte[]> member(String clientId) {
    KafkaConsumer<byte[], byte[]> member =
        clients.consumer(
            clientId,
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
    member.subscribe(List.of(GONE.topic()));
    while (member.assignment().isEmpty()) {
      member.poll(Duration.ofMillis(100));
    }
    return member;
  }

  private Producer<byte[], byte[]> leaveOpen(String transactionalId, TopicPartition partition)
      throws Exception {
    Producer<byte[], byte[]> producer =
        clients.producer("left", Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId));
    producer.initTransactions();
    producer.beginTransaction();
    producer
        .send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[] {1}))
        .get();
    return producer;
  }

  /** Whether those who read what is committed stand before the end. */
  private boolean hides(TopicPartition partition) throws Exception {
    return end(partition, IsolationLevel.READ_COMMITTED)
        < end(partition, IsolationLevel.READ_UNCOMMITTED);
  }

  private long end(TopicPartition partition, IsolationLevel isolation) throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
        .partitionResult(partition)
        .get()
        .offset();
  }
}
