package dev.windlass.embedded;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker with its controller in this JVM. The cluster's id lies with its data: a second
 * start on the same directory is the same cluster, under whatever port.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int NODE = 1;
  private static final int ATTEMPTS = 3;
  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts on the given port, or on a free one where it is 0. */
  public static EmbeddedKafka start(Path directory, int port) {
    return start(directory, port, Map.of());
  }

  public static EmbeddedKafka start(Path directory, int port, Map<String, String> overrides) {
    Path data = directory.toAbsolutePath().normalize();
    format(data);
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(data, FreePort.orFree(port), overrides);
      } catch (Exception e) {
        if (port != 0 || attempt == ATTEMPTS || !isPortTaken(e)) {
          throw new EmbeddedStartException(
              "The embedded Kafka in " + data + " did not start: " + rootOf(e), e);
        }
      }
    }
  }

  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static EmbeddedKafka startOnce(Path data, int port, Map<String, String> overrides) {
    KafkaRaftServer server = new KafkaRaftServer(config(data, port, overrides), Time.SYSTEM);
    try {
      server.startup();
      return new EmbeddedKafka(server, port);
    } catch (RuntimeException | Error e) {
      server.shutdown();
      throw e;
    }
  }

  private static void format(Path data) {
    try {
      Files.createDirectories(data);
      if (Files.exists(data.resolve("meta.properties"))) {
        return;
      }
      new Formatter()
          .setPrintStream(new PrintStream(new ByteArrayOutputStream()))
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setDirectories(Set.of(data.toString()))
          .setMetadataLogDirectory(data.toString())
          .run();
    } catch (Exception e) {
      throw new EmbeddedStartException("The embedded Kafka can't format " + data + ": " + e, e);
    }
  }

  private static KafkaConfig config(Path data, int port, Map<String, String> overrides) {
    int controller = FreePort.find();
    Map<String, String> config = new HashMap<>(settings());
    config.put("log.dirs", data.toString());
    config.put(
        "listeners", "BROKER://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(HOST, port, controller));
    config.put("advertised.listeners", "BROKER://%s:%d".formatted(HOST, port));
    config.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE, HOST, controller));
    config.putAll(overrides);
    return new KafkaConfig(config, false);
  }

  private static Map<String, String> settings() {
    Map<String, String> config = new HashMap<>();
    config.put("node.id", Integer.toString(NODE));
    config.put("process.roles", "broker,controller");
    config.put("controller.listener.names", "CONTROLLER");
    config.put("inter.broker.listener.name", "BROKER");
    config.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.putAll(oneNode());
    config.putAll(small());
    config.putAll(durable());
    // A misspelt topic is an error, not a new topic.
    config.put("auto.create.topics.enable", "false");
    // Nobody else is about to join: the first member of a group need not wait for others.
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("group.share.delivery.count.limit", "10");
    // After a restart the broker may hand out again what was long taken, and stand still when so
    // many of them are neither here nor there: the most that it allows.
    config.put("group.share.partition.max.record.locks", "10000");
    config.put("group.share.max.partition.max.record.locks", "10000");
    // A new worker learns at its second heartbeat what it may read: not after five seconds.
    config.put("group.share.min.heartbeat.interval.ms", "500");
    config.put("group.share.heartbeat.interval.ms", "500");
    // After a kill the controller waits for the end of the killed broker's session before it lets
    // the same broker in again: 3 s instead of 9.
    config.put("broker.session.timeout.ms", "3000");
    config.put("broker.heartbeat.interval.ms", "500");
    // What a killed coordinator left open is aborted soon after its time is up: until then nobody
    // reads on. Not sooner than the broker is let in again after its own kill: a transaction that
    // Kafka 4.3.1 aborts while the broker is still fenced gets no markers, and stays open for ever.
    config.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "5000");
    return config;
  }

  private static Map<String, String> oneNode() {
    return Map.of(
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1");
  }

  /** It shares one JVM with the program, and a laptop with everything else. */
  private static Map<String, String> small() {
    return Map.of(
        "num.partitions", "1",
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.num.partitions", "4",
        "share.coordinator.state.topic.num.partitions", "4",
        "log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20),
        "log.cleaner.io.buffer.size", Integer.toString(256 << 10),
        "offsets.load.buffer.size", Integer.toString(1 << 20),
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2");
  }

  /**
   * Kafka leaves flushing to the operating system and relies on replicas against the loss of a
   * machine. One node has none: a power cut costs at most the last second.
   */
  private static Map<String, String> durable() {
    return Map.of(
        "log.flush.interval.ms", "1000",
        "log.flush.scheduler.interval.ms", "1000");
  }

  private static boolean isPortTaken(Throwable e) {
    return causes(e).anyMatch(BindException.class::isInstance);
  }

  private static Throwable rootOf(Throwable e) {
    return causes(e).reduce((outer, inner) -> inner).orElse(e);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
  }
}
