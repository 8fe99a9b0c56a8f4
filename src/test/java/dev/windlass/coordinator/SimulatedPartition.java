package dev.windlass.coordinator;

import dev.windlass.job.Decider;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.JobInvariants;
import dev.windlass.job.Progress;
import dev.windlass.job.Progress.GrantProgress;
import dev.windlass.simulation.Life;
import dev.windlass.simulation.SimLog;
import dev.windlass.simulation.SimProducer;
import dev.windlass.simulation.Tail;
import dev.windlass.simulation.World;
import dev.windlass.trace.Trace;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.Json;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The program's processor on one partition, for as long as one process owns it: records come in as
 * Kafka Streams brings them, and what is decided is committed some milliseconds later - places,
 * state and outputs together, or none of it where the process is over or was replaced meanwhile.
 */
public final class SimulatedPartition {
  private static final int AT_ONCE = 100;

  /** What of a partition survives its owners. */
  public static final class State {
    private final NavigableMap<Bytes, byte[]> jobs = new TreeMap<>();
    private final NavigableMap<Bytes, byte[]> deadlines = new TreeMap<>();
    private final NavigableMap<Bytes, byte[]> serialKeys = new TreeMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private final Map<JobId, Long> audited = new HashMap<>();
    private long commits;
    private int owner;

    /** Fences every owner before. */
    public int newOwner() {
      return ++owner;
    }

    public Optional<JobHeader> header(JobId job) {
      return Optional.ofNullable(jobs.get(StateKey.of(StateKey.Kind.HEADER, job)))
          .map(bytes -> StateCodec.read(bytes, JobHeader.class));
    }

    /** What is committed of a batch job agrees with itself: looked at when it may have changed. */
    public void audit(JobId job) {
      if (Objects.equals(audited.put(job, commits), commits)) {
        return;
      }
      JobStore stored = new JobStore(new SimulatedStore(JobStore.NAME, jobs));
      SerialKeyStore keys = new SerialKeyStore(new SimulatedStore(SerialKeyStore.NAME, serialKeys));
      stored
          .header(job)
          .ifPresent(
              header ->
                  JobInvariants.audit(
                      header, new StoredPages(job, stored, keys, new UsualDurations())));
    }

    private long place(String topic) {
      return places.getOrDefault(topic, 0L);
    }
  }

  /** Deliberate bugs of the shell. */
  public enum Fault {
    A_CLAIM_IS_DROPPED,
    A_GRANT_GOES_OUT_TWICE,
    LEASES_ARE_PER_JOB,
    LEASES_GO_BY_RECORD_TIME,
    STATE_IS_COMMITTED_BEFORE_ITS_OUTPUTS,
    OUTPUTS_ARE_WRITTEN_BEFORE_THE_COMMIT,
    A_REPLACED_OWNER_WRITES_ON,
    DEADLINES_ARE_LOST
  }

  /** What all partitions of a simulation share. */
  public record Cluster(
      World world,
      SimLog log,
      WireConfig wire,
      CoordinatorConfig config,
      Lifetimes lifetimes,
      ToIntFunction<String> slots,
      UnaryOperator<Decider> bug,
      Set<Fault> faults) {}

  private record Waiting(ConsumerRecord<byte[], byte[]> record, boolean directive, long order) {
    /** As Streams takes them: what is oldest by its time, and a directive's time is 0. */
    long time() {
      return directive ? 0 : record.timestamp();
    }
  }

  private static final Comparator<Waiting> ORDER =
      Comparator.comparingLong(Waiting::time).thenComparingLong(Waiting::order);

  private final World world;
  private final SimLog log;
  private final Cluster cluster;
  private final Life life;
  private final int partition;
  private final State state;
  private final int owner;
  private final Random chance;
  private final Map<String, Deque<Waiting>> arrived = new HashMap<>();
  private final Map<String, Long> read = new HashMap<>();
  private final Map<String, SimulatedStore> stores = new HashMap<>();
  private final List<Runnable> outputs = new ArrayList<>();
  private final ReadMarks marks = new ReadMarks();
  private final JobProcessor processor;
  private ConsumerRecord<byte[], byte[]> now;
  private long newestRecord;
  private long arrivals;
  private long schedule;
  private boolean stepping;
  private boolean committing;
  private BiConsumer<byte[], Headers> twice = (value, headers) -> {};

  public SimulatedPartition(Cluster cluster, Life process, int partition, State state) {
    this.cluster = cluster;
    this.world = cluster.world();
    this.log = cluster.log();
    this.partition = partition;
    this.state = state;
    this.owner = state.newOwner();
    this.life = process.part("partition-" + partition + "." + owner);
    this.chance = world.random(life.name());
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Surroundings around =
        new Surroundings(
            cluster.slots(),
            marks::readToEndAt,
            this::sendTask,
            this::monotonicMillis,
            () -> "nonce-" + world.number(),
            new Crashes(this::monotonicMillis),
            new CoordinatorMetrics(meters, log.topics()),
            Tracing.OFF);
    Rules known = Rules.of(cluster.wire(), cluster.config(), cluster.lifetimes());
    Rules rules =
        new Rules(
            known.wire(),
            known.settings(),
            cluster.bug().apply(known.decider()),
            known.lease(),
            known.tick());
    this.processor = new JobProcessor(rules, around);
  }

  public void start() {
    if (cluster.faults().contains(Fault.DEADLINES_ARE_LOST)) {
      state.deadlines.clear();
    }
    stores.put(JobStore.NAME, new SimulatedStore(JobStore.NAME, state.jobs));
    stores.put(DeadlineStore.NAME, new SimulatedStore(DeadlineStore.NAME, state.deadlines));
    stores.put(SerialKeyStore.NAME, new SimulatedStore(SerialKeyStore.NAME, state.serialKeys));
    processor.init(context());
    for (String topic :
        List.of(log.topics().directives(), log.topics().claims(), log.topics().progress())) {
      arrived.put(topic, new ArrayDeque<>());
      new Tail(world, log, life, topic, partition, state.place(topic), this::arrives);
    }
    look();
  }

  public Life life() {
    return life;
  }

  /** Nothing waits to be decided or written. */
  public boolean hasReadAll() {
    boolean behind =
        List.of(log.topics().directives(), log.topics().claims(), log.topics().progress()).stream()
            .anyMatch(topic -> state.place(topic) < log.end(topic, partition));
    return !behind && outputs.isEmpty();
  }

  // --- in

  private void arrives(ConsumerRecord<byte[], byte[]> record) {
    boolean directive = record.topic().equals(log.topics().directives());
    arrived.get(record.topic()).add(new Waiting(record, directive, arrivals++));
    if (!stepping) {
      stepping = true;
      world.after(Duration.ofNanos(200_000), life, this::step);
    }
  }

  private void step() {
    stepping = false;
    for (int i = 0; i < AT_ONCE; i++) {
      Optional<Waiting> next =
          arrived.values().stream().filter(queue -> !queue.isEmpty()).map(Deque::peek).min(ORDER);
      if (next.isEmpty()) {
        break;
      }
      ConsumerRecord<byte[], byte[]> record = next.get().record();
      arrived.get(record.topic()).poll();
      process(record);
      read.put(record.topic(), record.offset() + 1);
    }
    if (arrived.values().stream().anyMatch(queue -> !queue.isEmpty())) {
      stepping = true;
      world.after(Duration.ofMillis(1), life, this::step);
    }
    commitSoon();
  }

  private void process(ConsumerRecord<byte[], byte[]> record) {
    newestRecord = Math.max(newestRecord, record.timestamp());
    if (record.topic().equals(log.topics().claims())
        && cluster.faults().contains(Fault.A_CLAIM_IS_DROPPED)
        && chance.nextDouble() < 0.1) {
      return;
    }
    byte[] value = record.value();
    if (record.topic().equals(log.topics().progress())
        && cluster.faults().contains(Fault.LEASES_ARE_PER_JOB)) {
      value = withAllGrants(value);
    }
    now = record;
    processor.process(new Record<>(record.key(), value, record.timestamp(), record.headers()));
    now = null;
  }

  /** As if the worker had told of all grants that it was given. */
  private byte[] withAllGrants(byte[] value) {
    Progress said = Json.read(value, Progress.class);
    List<GrantProgress> all = new ArrayList<>(said.grants());
    new JobStore(stores.get(JobStore.NAME))
        .grants(said.job()).stream()
            .filter(grant -> grant.incarnation().equals(said.incarnation()))
            .filter(grant -> all.stream().noneMatch(told -> told.grant() == grant.number()))
            .map(
                grant ->
                    new GrantProgress(
                        grant.number(), grant.nonce(), "", 0, 0, null, 0, false, false, 0, -1))
            .forEach(all::add);
    return Json.write(
        new Progress(said.job(), said.incarnation(), said.grantsPartition(), said.renew(), all));
  }

  // --- out

  private void commitSoon() {
    boolean changed =
        !outputs.isEmpty()
            || stores.values().stream().anyMatch(SimulatedStore::isChanged)
            || !read.isEmpty();
    if (changed && !committing) {
      committing = true;
      int millis = chance.nextInt(100) < 95 ? 10 + chance.nextInt(15) : chance.nextInt(400);
      world.after(Duration.ofMillis(millis), life, this::commit);
    }
  }

  private void commit() {
    long blocked = Math.max(log.awayUntil(), life.cutUntil());
    if (blocked > world.now()) {
      world.at(blocked, life, this::commit);
      return;
    }
    committing = false;
    if (state.owner != owner && !cluster.faults().contains(Fault.A_REPLACED_OWNER_WRITES_ON)) {
      world.story().line(world, "%s is fenced", life);
      life.end();
      return;
    }
    state.places.putAll(read);
    read.clear();
    if (stores.values().stream().anyMatch(SimulatedStore::isChanged)) {
      stores.values().forEach(SimulatedStore::commitChanges);
      state.commits++;
    }
    List<Runnable> written = List.copyOf(outputs);
    outputs.clear();
    if (cluster.faults().contains(Fault.STATE_IS_COMMITTED_BEFORE_ITS_OUTPUTS)) {
      world.after(Duration.ofMillis(500), life, () -> written.forEach(Runnable::run));
    } else {
      written.forEach(Runnable::run);
    }
  }

  /** At once, whatever becomes of the decision; those that find no broker are lost. */
  private void sendTask(Address address, byte[] task, Trace from) {
    if (Math.max(log.awayUntil(), life.cutUntil()) <= world.now()) {
      long now = life.wall().toEpochMilli();
      log.append(address.topic(), address.partition(1), address.key(), task, null, now);
    }
  }

  private void forward(Record<Address, byte[]> record) {
    Address address = record.key();
    boolean slotted = log.topics().slotted().contains(address.topic());
    int at = address.partition(slotted ? cluster.wire().partitions() : 1);
    byte[] value =
        life.isNewer() && record.value() != null
            ? SimProducer.later(record.value())
            : record.value();
    Runnable write =
        () ->
            log.append(
                address.topic(), at, address.key(), value, record.headers(), record.timestamp());
    if (cluster.faults().contains(Fault.OUTPUTS_ARE_WRITTEN_BEFORE_THE_COMMIT)) {
      write.run();
      return;
    }
    outputs.add(write);
    if (cluster.faults().contains(Fault.A_GRANT_GOES_OUT_TWICE)
        && address.topic().equals(log.topics().grants())) {
      outputs.add(() -> twice.accept(value, record.headers()));
    }
  }

  /** Who gets what was meant for another, where that is the bug. */
  public void doubling(BiConsumer<byte[], Headers> other) {
    twice = other;
  }

  // --- time

  private long monotonicMillis() {
    if (cluster.faults().contains(Fault.LEASES_GO_BY_RECORD_TIME)) {
      return newestRecord;
    }
    return TimeUnit.NANOSECONDS.toMillis(world.now()) + 1_000_000L * (owner % 7);
  }

  private void look() {
    if (Math.max(log.awayUntil(), life.cutUntil()) <= world.now()) {
      String progress = log.topics().progress();
      marks.look(partition, state.place(progress), log.end(progress, partition), monotonicMillis());
    }
    world.after(cluster.config().frontierInterval(), life, this::look);
  }

  private Cancellable scheduled(Duration interval, Punctuator punctuator) {
    long mine = ++schedule;
    tickAt(interval, punctuator, mine);
    return () -> {
      if (schedule == mine) {
        schedule++;
      }
    };
  }

  private void tickAt(Duration interval, Punctuator punctuator, long mine) {
    long step = interval.toNanos();
    world.at(
        (world.now() / step + 1) * step,
        life,
        () -> {
          if (schedule != mine) {
            return;
          }
          // A thread that waits for the broker looks at no clock.
          if (log.awayUntil() <= world.now()) {
            punctuator.punctuate(life.wall().toEpochMilli());
            commitSoon();
          }
          if (schedule == mine) {
            tickAt(interval, punctuator, mine);
          }
        });
  }

  // --- what Kafka Streams is to the processor

  @SuppressWarnings("unchecked")
  private ProcessorContext<Address, byte[]> context() {
    return (ProcessorContext<Address, byte[]>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ProcessorContext.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "taskId" -> new TaskId(0, partition);
                  case "getStateStore" -> stores.get((String) args[0]);
                  case "currentSystemTimeMs" -> life.wall().toEpochMilli();
                  case "recordMetadata" -> Optional.ofNullable(now).map(At::new);
                  case "schedule" -> scheduled((Duration) args[1], (Punctuator) args[3]);
                  case "forward" -> {
                    forward((Record<Address, byte[]>) args[0]);
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }

  private record At(ConsumerRecord<byte[], byte[]> record) implements RecordMetadata {
    @Override
    public String topic() {
      return record.topic();
    }

    @Override
    public int partition() {
      return record.partition();
    }

    @Override
    public long offset() {
      return record.offset();
    }
  }
}
