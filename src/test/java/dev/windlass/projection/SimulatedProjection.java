package dev.windlass.projection;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.simulation.Life;
import dev.windlass.simulation.SimLog;
import dev.windlass.simulation.World;
import dev.windlass.wire.EventCodec;
import dev.windlass.wire.Json;
import dev.windlass.wire.ResultRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The program's folds of events and results, and rows in memory that are guarded as those in
 * Postgres are: rows and places in one transaction, which fails where another was faster.
 */
public final class SimulatedProjection {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int AT_ONCE = 200;

  /** Deliberate bugs. */
  public enum Fault {
    PLACES_ARE_COMMITTED_BEFORE_ROWS,
    A_LATE_PROJECTION_OVERWRITES,
    COUNTERS_COUNT_EVERY_EVENT
  }

  /** What Postgres holds. */
  public static final class Database {
    private record Place(String topic, int partition) {}

    private record SubJob(UUID job, int index) {}

    private record ResultKey(int epoch, long iteration, int caseIndex) {}

    private final Map<JobId, JobHeader> jobs = new TreeMap<>();
    private final Map<PageChange.Key, PageChange> pages = new HashMap<>();
    private final Map<DirectiveChange.Key, DirectiveChange> directives = new HashMap<>();
    private final Map<SubJob, Map<ResultKey, ResultChanges.Row>> results = new HashMap<>();
    private final Map<Integer, Map<String, Long>> statistics = new TreeMap<>();
    private final Map<Place, Long> places = new HashMap<>();
    private final Map<Integer, Long> directivesApplied = new HashMap<>();
    private long awayUntil;

    public void awayUntil(long instant) {
      awayUntil = instant;
    }

    public JobHeader job(JobId job) {
      return jobs.get(job);
    }

    public Collection<JobHeader> all() {
      return jobs.values();
    }

    /** As the page shows them; empty where there is no page. */
    public String statuses(JobId job, int page) {
      PageChange change = pages.get(new PageChange.Key(job, page));
      return change == null ? "" : change.page().statuses();
    }

    public boolean hasDirective(JobId job, String id) {
      return directives.containsKey(new DirectiveChange.Key(job, id));
    }

    /** The highest directive of a partition that the views have answered. */
    public long directivesApplied(int partition) {
      return directivesApplied.getOrDefault(partition, -1L);
    }

    public long next(String topic, int partition) {
      return places.getOrDefault(new Place(topic, partition), 0L);
    }

    /** Outputs of a sub-job's last operation, of any epoch that counts. */
    public List<String> outputs(JobId job, int index, int sinceEpoch) {
      return results.getOrDefault(new SubJob(job.value(), index), Map.of()).values().stream()
          .filter(row -> row.epoch() >= sinceEpoch && row.isLast() && row.output() != null)
          .map(ResultChanges.Row::output)
          .toList();
    }

    /** Counters of all partitions together. */
    public Map<String, Long> statistics() {
      Map<String, Long> sum = new TreeMap<>();
      statistics.values().forEach(some -> some.forEach((k, v) -> sum.merge(k, v, Long::sum)));
      sum.values().removeIf(n -> n == 0);
      return sum;
    }

    /** What the counters should be. */
    public Map<String, Long> counted() {
      Tallies tallies = new Tallies();
      jobs.values().forEach(job -> tallies.change(0, null, job));
      Map<String, Long> sum = new TreeMap<>(tallies.byPartition().getOrDefault(0, Map.of()));
      sum.values().removeIf(n -> n == 0);
      return sum;
    }
  }

  private final World world;
  private final SimLog log;
  private final Life life;
  private final Database database;
  private final Set<Fault> faults;
  private final Random chance;

  public SimulatedProjection(
      World world, SimLog log, Life life, Database database, Set<Fault> faults) {
    this.world = world;
    this.log = log;
    this.life = life;
    this.database = database;
    this.faults = faults;
    this.chance = world.random(life.name());
  }

  public void start(int partitions) {
    for (int p = 0; p < partitions; p++) {
      new Reader(log.topics().events(), p).start();
      new Reader(log.topics().results(), p).start();
    }
  }

  /** One partition, from where the database stands. */
  private final class Reader {
    private final String topic;
    private final int partition;
    private long at;
    private boolean polling;

    Reader(String topic, int partition) {
      this.topic = topic;
      this.partition = partition;
    }

    void start() {
      log.onAppend(topic, partition, () -> pollAt(world.now() + POLL.toNanos() / 2));
      take();
    }

    private void take() {
      at = database.next(topic, partition);
      pollAt(world.now());
    }

    private void pollAt(long instant) {
      if (!polling && !life.isOver()) {
        polling = true;
        world.at(instant, life, this::poll);
      }
    }

    private void poll() {
      long blocked = Math.max(log.awayUntil(), life.cutUntil());
      if (blocked > world.now() || log.isSlow(topic)) {
        world.at(Math.max(blocked, world.now() + POLL.toNanos()), life, this::poll);
        return;
      }
      if (at >= log.end(topic, partition)) {
        polling = false;
        return;
      }
      long end = Math.min(log.end(topic, partition), at + 1 + chance.nextInt(AT_ONCE));
      List<ConsumerRecord<byte[], byte[]>> records =
          LongStream.range(at, end).mapToObj(o -> log.at(topic, partition, o)).toList();
      world.after(Duration.ofMillis(2 + chance.nextInt(40)), life, () -> commit(records, end));
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> records, long end) {
      if (database.awayUntil > world.now()) {
        world.at(database.awayUntil, life, () -> commit(records, end));
        return;
      }
      boolean careless = faults.contains(Fault.A_LATE_PROJECTION_OVERWRITES);
      polling = false;
      if (database.next(topic, partition) != at && !careless) {
        take();
        return;
      }
      database.places.put(new Database.Place(topic, partition), end);
      at = end;
      if (faults.contains(Fault.PLACES_ARE_COMMITTED_BEFORE_ROWS)) {
        world.after(
            Duration.ofMillis(300),
            life,
            () -> {
              write(records);
              pollAt(world.now());
            });
      } else {
        write(records);
        pollAt(world.now());
      }
    }

    private void write(List<ConsumerRecord<byte[], byte[]>> records) {
      if (topic.equals(log.topics().results())) {
        writeResults(records);
      } else {
        writeEvents(records);
      }
    }

    private void writeResults(List<ConsumerRecord<byte[], byte[]>> records) {
      ResultChanges changes = new ResultChanges();
      records.forEach(record -> changes.add(Json.read(record.value(), ResultRecord.class)));
      for (ResultChanges.Row row : changes.rows()) {
        database
            .results
            .computeIfAbsent(
                new Database.SubJob(row.batchJobId(), row.subJobIndex()), one -> new HashMap<>())
            .merge(
                new Database.ResultKey(row.epoch(), row.iteration(), row.caseIndex()),
                row,
                (known, other) -> other.grantNumber() > known.grantNumber() ? other : known);
      }
    }

    private void writeEvents(List<ConsumerRecord<byte[], byte[]>> records) {
      EventChanges changes = new EventChanges();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        changes.add(partition, record.offset(), EventCodec.read(record.headers(), record.value()));
      }
      Tallies tallies = new Tallies();
      changes.jobs().forEach(change -> write(change, tallies));
      changes.pages().forEach(this::write);
      changes
          .directives()
          .forEach(d -> database.directives.merge(d.key(), d, DirectiveChange::then));
      tallies
          .byPartition()
          .forEach(
              (p, counters) ->
                  counters.forEach(
                      (name, n) ->
                          database
                              .statistics
                              .computeIfAbsent(p, any -> new TreeMap<>())
                              .merge(name, n, Long::sum)));
      database.directivesApplied.merge(
          partition, changes.mark(partition).directivesOffset(), Math::max);
    }

    private void write(JobChange change, Tallies tallies) {
      JobHeader old = database.jobs.get(change.job());
      if (change.purged()) {
        database.jobs.remove(change.job());
        tallies.change(partition, old, null);
      } else if (old == null || newer(change.header().version(), old.version())) {
        database.jobs.put(change.job(), change.header());
        JobHeader before = faults.contains(Fault.COUNTERS_COUNT_EVERY_EVENT) ? null : old;
        tallies.change(partition, before, change.header());
      }
    }

    private void write(PageChange change) {
      PageChange old = database.pages.get(change.key());
      if (old == null || newer(change.version(), old.version())) {
        database.pages.put(change.key(), change);
      }
    }

    private boolean newer(long version, long known) {
      return version > known || faults.contains(Fault.A_LATE_PROJECTION_OVERWRITES);
    }
  }
}
