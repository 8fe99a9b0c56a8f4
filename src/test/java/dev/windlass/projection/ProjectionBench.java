package dev.windlass.projection;

import dev.windlass.job.JobId;
import dev.windlass.testkit.Await;
import dev.windlass.testkit.TestServers;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.ResultRecord;
import dev.windlass.wire.TopicSetup;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Topics and a database of one test's own, and projections that can be started and ended. */
final class ProjectionBench implements AutoCloseable {
  static final int PARTITIONS = 2;
  final TestServers servers;
  final Topics topics;
  final KafkaClients clients;
  private final SmallRyeConfig config;
  private final Producer<byte[], byte[]> producer;
  private final List<Running> running = new ArrayList<>();

  /** A projection under way. */
  final class Running implements AutoCloseable {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<FeedThread> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DeadLetters deadLetters = new DeadLetters(clients, topics, registry);

    private Running(String group, UnaryOperator<DataSource> through) {
      DataSource source = through.apply(dataSource());
      ProjectionConfig settings = config.getConfigMapping(ProjectionConfig.class);
      FeedThread.Workshop workshop =
          new FeedThread.Workshop(
              clients,
              new TopicSetup(clients, wire()),
              settings,
              () -> source,
              deadLetters,
              new Patience(settings.longestBackoff(), closing),
              Tracing.OFF,
              group);
      start(Feeds.events(topics), workshop, registry);
      start(Feeds.results(topics, settings.resultsKept()), workshop, registry);
      start(Feeds.workers(topics), workshop, registry);
      start(Feeds.deadLetters(topics), workshop, registry);
    }

    Optional<String> unwell() {
      return readers.stream().map(FeedThread::unwell).flatMap(Optional::stream).findFirst();
    }

    private void start(Feed feed, FeedThread.Workshop workshop, SimpleMeterRegistry registry) {
      FeedThread reader = new FeedThread(feed, 0, workshop, Meters.of(registry, feed.name(), 0));
      readers.add(reader);
      threads.add(Thread.ofPlatform().daemon().start(reader));
    }

    @Override
    public void close() {
      closing.countDown();
      readers.forEach(FeedThread::wake);
      for (Thread thread : threads) {
        Await.until("the projection ends", () -> !thread.isAlive());
      }
      deadLetters.close();
    }
  }

  ProjectionBench(Map<String, String> settings) throws SQLException {
    servers = TestServers.get().withFreshDatabase();
    Flyway.configure()
        .dataSource(servers.jdbcUrl(), servers.username(), servers.password())
        .load()
        .migrate();
    Map<String, String> all = new HashMap<>(settings);
    all.put("windlass.topics.prefix", "p" + UUID.randomUUID().toString().substring(0, 8));
    all.put("windlass.topics.partitions", String.valueOf(PARTITIONS));
    all.putIfAbsent("windlass.projection.unwell-after", "PT0.1S");
    all.putIfAbsent("windlass.projection.longest-backoff", "PT0.5S");
    all.putIfAbsent("windlass.projection.heartbeat", "PT0.1S");
    config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(WireConfig.class)
            .withMapping(ProjectionConfig.class)
            .withSources(new PropertiesConfigSource(all, "bench", 1000))
            .build();
    topics = wire().names();
    clients = new KafkaClients(Map.of("bootstrap.servers", servers.bootstrapServers()));
    new TopicSetup(clients, wire()).ensure();
    producer = clients.producer("bench", Map.of("linger.ms", 0));
  }

  Running start() {
    return start("group", UnaryOperator.identity());
  }

  Running start(String group, UnaryOperator<DataSource> through) {
    Running started = new Running(topics.prefix() + "-" + group, through);
    running.add(started);
    return started;
  }

  void send(EventRecord... events) {
    for (EventRecord event : events) {
      producer.send(record(event));
    }
    producer.flush();
  }

  /** Without waiting for Kafka to have it. */
  void sendSoon(EventRecord event) {
    producer.send(record(event));
  }

  ProducerRecord<byte[], byte[]> record(EventRecord event) {
    return new ProducerRecord<>(
        topics.events(),
        event.job().partition(PARTITIONS),
        key(event.job()),
        EventCodec.value(event),
        EventCodec.headers(event));
  }

  /** As a newer version would write it: of a type that this one does not know. */
  void sendOfUnknownType(EventRecord event) {
    ProducerRecord<byte[], byte[]> record = record(event);
    record.headers().remove(EventCodec.TYPE);
    record.headers().add(EventCodec.TYPE, "dev.windlass.JobDanced".getBytes());
    producer.send(record);
    producer.flush();
  }

  void send(ResultRecord... results) {
    for (ResultRecord result : results) {
      producer.send(
          new ProducerRecord<>(
              topics.results(),
              result.job().partition(PARTITIONS),
              key(result.job()),
              Json.write(result)));
    }
    producer.flush();
  }

  void send(String topic, int partition, String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value));
    producer.flush();
  }

  /** Until the views stand at the end of what was sent to this topic. */
  void awaitAll(String topic) {
    Map<TopicPartition, Long> ends = ends(topic);
    Await.until(
        "the views have all of " + topic,
        () -> {
          Map<Integer, Long> stored = offsets(topic);
          return ends.entrySet().stream()
              .allMatch(e -> stored.getOrDefault(e.getKey().partition(), -1L) >= e.getValue());
        });
  }

  Map<TopicPartition, Long> ends(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("ends", Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      return consumer.endOffsets(partitions);
    }
  }

  Map<Integer, Long> offsets(String topic) throws SQLException {
    Map<Integer, Long> offsets = new HashMap<>();
    for (List<String> row :
        sql("select partition, next_offset from projection_offset where topic = '" + topic + "'")) {
      offsets.put(Integer.parseInt(row.get(0)), Long.parseLong(row.get(1)));
    }
    return offsets;
  }

  Admin admin() {
    return clients.admin("bench-admin");
  }

  /** Rows as text, null as "null". */
  List<List<String>> sql(String query) throws SQLException {
    try (Connection connection = servers.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<List<String>> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        all.add(row);
      }
      return all;
    }
  }

  void execute(String statement) throws SQLException {
    try (Connection connection = servers.connect();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(servers.jdbcUrl());
    source.setUser(servers.username());
    source.setPassword(servers.password());
    return source;
  }

  Database database() {
    Supplier<DataSource> source = this::dataSource;
    return new Database(
        source,
        new Patience(java.time.Duration.ofMillis(100), new CountDownLatch(1)),
        new Condition("a test", java.time.Duration.ZERO));
  }

  private WireConfig wire() {
    return config.getConfigMapping(WireConfig.class);
  }

  private static byte[] key(JobId job) {
    return job.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    running.forEach(Running::close);
    producer.close();
  }
}
