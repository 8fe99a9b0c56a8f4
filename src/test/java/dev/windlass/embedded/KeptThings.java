package dev.windlass.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A record and a row, written to embedded servers and read from them again. */
final class KeptThings {
  private static final String TOPIC = "kept";

  private KeptThings() {}

  /** Run as a process of its own by a test that kills it. */
  public static void main(String... arguments) throws Exception {
    EmbeddedServers servers = EmbeddedServers.start(all(Path.of(arguments[0])));
    write(servers);
    System.out.println("written");
    System.in.read();
    servers.close();
  }

  static EmbeddedServers.Plan all(Path data) {
    return new EmbeddedServers.Plan(data, true, 0, true, 0);
  }

  static void write(EmbeddedServers servers) throws Exception {
    try (Admin admin = Admin.create(client(servers))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(servers), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, "a record")).get();
    }
    try (Connection connection = connect(servers);
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept (name text)");
      statement.execute("insert into kept values ('a row')");
    }
  }

  static List<String> read(EmbeddedServers servers) throws SQLException {
    List<String> found = new ArrayList<>(records(servers));
    found.addAll(rows(servers));
    return found;
  }

  private static List<String> records(EmbeddedServers servers) {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    List<String> found = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client(servers), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(record.value()));
      }
    }
    return found;
  }

  private static List<String> rows(EmbeddedServers servers) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = connect(servers);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name from kept")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  static Connection connect(EmbeddedServers servers) throws SQLException {
    EmbeddedDatabase database = servers.database().orElseThrow();
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }

  private static Map<String, Object> client(EmbeddedServers servers) {
    return Map.of("bootstrap.servers", servers.kafka().orElseThrow().bootstrapServers());
  }
}
