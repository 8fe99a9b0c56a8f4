package dev.windlass.coordinator;

import dev.windlass.job.Reply;
import dev.windlass.testkit.Settings;
import dev.windlass.trace.Trace;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.DeadLetter;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.EventRecord;
import dev.windlass.wire.Json;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.RecordType;
import dev.windlass.wire.TaskRecord;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** A coordinator of one partition with its clock in hand. */
final class Bench implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-22T05:00:00Z");

  /** Each has a directory of its own, so that two may be open. */
  private static final AtomicInteger BENCHES = new AtomicInteger();

  final Topics topics;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Crashes crashes = new Crashes(() -> millis());
  private final TopologyTestDriver driver;
  private final List<TestRecord<String, byte[]>> tasks = new ArrayList<>();
  private long millis;
  boolean progressIsRead = true;

  Bench() {
    this(Map.of());
  }

  Bench(Map<String, String> settings) {
    this(settings, List.of());
  }

  /** It takes over what is stored. */
  Bench(Map<String, String> settings, List<Corpus.State> stored) {
    this(settings, stored, Tracing.OFF);
  }

  Bench(Map<String, String> settings, List<Corpus.State> stored, Tracing tracing) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("windlass.topics.partitions", "1");
    WireConfig wire = Settings.of(WireConfig.class, all);
    CoordinatorConfig config = Settings.of(CoordinatorConfig.class, all);
    topics = wire.names();
    AtomicInteger nonces = new AtomicInteger();
    Surroundings around =
        new Surroundings(
            queue -> 0,
            partition -> progressIsRead ? OptionalLong.of(millis) : OptionalLong.empty(),
            this::sent,
            () -> millis,
            () -> "nonce-" + nonces.incrementAndGet(),
            crashes,
            new CoordinatorMetrics(registry, topics),
            tracing);
    Rules rules = Rules.of(wire, config, Settings.of(Lifetimes.class, all));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/bench/" + BENCHES.incrementAndGet());
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    driver =
        new TopologyTestDriver(
            CoordinatorTopology.of(
                topics, () -> new Restored(stored, new JobProcessor(rules, around))),
            properties,
            START);
  }

  /** Stands for the restore of the stores, which comes before the processor's first step. */
  private record Restored(List<Corpus.State> stored, JobProcessor processor)
      implements Processor<byte[], byte[], Address, byte[]> {
    @Override
    public void init(ProcessorContext<Address, byte[]> context) {
      for (Corpus.State state : stored) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(state.store());
        store.put(state.key(), state.value());
      }
      processor.init(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      processor.process(record);
    }

    @Override
    public void close() {
      processor.close();
    }
  }

  private long millis() {
    return millis;
  }

  // --- in

  void send(Object input) {
    send(topicOf(input), Json.write(input), RecordType.DIRECTIVE.headers());
  }

  void send(String topic, byte[] value, Headers headers) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>("key".getBytes(StandardCharsets.UTF_8), value, headers, START));
  }

  String topicOf(Object input) {
    return switch (input) {
      case dev.windlass.job.Claim c -> topics.claims();
      case dev.windlass.job.Progress p -> topics.progress();
      default -> topics.directives();
    };
  }

  /** In steps of a tick's order, as time passes in a running program. */
  void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 100) {
      millis += 100;
      driver.advanceWallClockTime(Duration.ofMillis(100));
    }
  }

  /** At one leap. */
  void skip(Duration time) {
    millis += time.toMillis();
    driver.advanceWallClockTime(time);
    pass(Duration.ofSeconds(1));
  }

  // --- out

  List<TestRecord<String, byte[]>> out(String topic) {
    TestOutputTopic<String, byte[]> out =
        driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    return out.readRecordsToList();
  }

  List<EventRecord> events() {
    return out(topics.events()).stream()
        .map(r -> EventCodec.read(new RecordHeaders(r.headers()), r.value()))
        .toList();
  }

  List<String> eventNames() {
    return events().stream().map(e -> e.event().getClass().getSimpleName()).toList();
  }

  /** Those that were sent since somebody looked. */
  List<TaskRecord> tasks() {
    return sentTasks().stream().map(task -> Json.read(task.value(), TaskRecord.class)).toList();
  }

  List<TestRecord<String, byte[]>> sentTasks() {
    List<TestRecord<String, byte[]>> sent = List.copyOf(tasks);
    tasks.clear();
    return sent;
  }

  private void sent(Address address, byte[] task, Trace from) {
    Headers headers = new RecordHeaders();
    from.into(headers);
    tasks.add(new TestRecord<>(new String(address.key(), StandardCharsets.UTF_8), task, headers));
  }

  List<Reply> replies() {
    return out(topics.grants()).stream().map(r -> Json.read(r.value(), Reply.class)).toList();
  }

  Reply.Granted granted() {
    return replies().stream()
        .filter(Reply.Granted.class::isInstance)
        .map(Reply.Granted.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing was granted"));
  }

  List<DeadLetter> deadLetters() {
    return out(topics.deadLetters()).stream()
        .map(r -> Json.read(r.value(), DeadLetter.class))
        .toList();
  }

  KeyValueStore<Bytes, byte[]> store(String name) {
    return driver.getKeyValueStore(name);
  }

  @Override
  public void close() {
    driver.close();
  }
}
