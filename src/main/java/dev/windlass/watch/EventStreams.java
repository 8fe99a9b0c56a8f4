package dev.windlass.watch;

import dev.windlass.job.JobId;
import dev.windlass.watch.WatchRefusal.Reason;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Opens event streams, as many at a time as the limits allow. */
// At the start, so that what it counts is told from then on.
@Startup
@ApplicationScoped
public class EventStreams {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EventHub hub;
  private final KafkaClients clients;
  private final WireConfig wire;
  private final Semaphore readers;
  private final Semaphore catchUps;

  EventStreams(
      EventHub hub,
      KafkaClients clients,
      WireConfig wire,
      WatchConfig config,
      MeterRegistry meters) {
    this.hub = hub;
    this.clients = clients;
    this.wire = wire;
    this.readers = new Semaphore(config.readers());
    this.catchUps = new Semaphore(config.catchUps());
    meters.gauge("windlass_watch_streams", readers, r -> config.readers() - r.availablePermits());
  }

  /**
   * The events of one batch job after the position, or from now on where it is null. Throws {@link
   * WatchRefusal}.
   */
  public EventStream of(JobId job, Position after) {
    int partition = job.partition(wire.partitions());
    if (after != null && !after.seen().containsKey(partition)) {
      throw new WatchRefusal(
          Reason.POSITION_OF_OTHERS,
          "'%s' is no position in the events of %s, which are in partition %d"
              .formatted(after, job, partition));
    }
    String subject = job.toString();
    return open(job, List.of(partition), after, a -> a.subject().equals(subject));
  }

  /** All events that the filter wants, after the position or from now on where it is null. */
  public EventStream all(EventFilter filter, Position after) {
    List<Integer> partitions = IntStream.range(0, wire.partitions()).boxed().toList();
    return open(null, partitions, after, filter.asPredicate());
  }

  private EventStream open(
      JobId job, List<Integer> partitions, Position after, Predicate<Arrival> wanted) {
    if (!hub.ready()) {
      throw new WatchRefusal(Reason.NOT_READY, hub.trouble());
    }
    if (!readers.tryAcquire()) {
      throw tooMany("readers of events", "windlass.watch.readers");
    }
    try {
      Subscription live = hub.subscribe(job);
      Position start = start(live, partitions, after);
      if (after == null || isAtHub(live, partitions, after)) {
        return new EventStream(live, start, wanted, readers::release);
      }
      live.close();
      return fromLog(job, partitions, after, wanted);
    } catch (RuntimeException e) {
      readers.release();
      throw e;
    }
  }

  private static Position start(Subscription live, List<Integer> partitions, Position after) {
    if (after != null) {
      return after;
    }
    Position now = new Position(new TreeMap<>());
    for (int partition : partitions) {
      now = now.withNext(partition, live.from(partition));
    }
    return now;
  }

  private static boolean isAtHub(Subscription live, List<Integer> partitions, Position after) {
    return partitions.stream().allMatch(p -> after.next(p) == live.from(p));
  }

  private EventStream fromLog(
      JobId job, List<Integer> partitions, Position after, Predicate<Arrival> wanted) {
    awaitCatchUp();
    try {
      CatchUp log = new CatchUp(clients, topicPartitions(partitions), after, catchUps::release);
      return new EventStream(log, of(job), after, wanted, readers::release);
    } catch (RuntimeException e) {
      catchUps.release();
      throw e;
    }
  }

  private EventStream.Hub of(JobId job) {
    return new EventStream.Hub() {
      @Override
      public long position(int partition) {
        return hub.position(partition);
      }

      @Override
      public Subscription subscribe() {
        return hub.subscribe(job);
      }
    };
  }

  private List<TopicPartition> topicPartitions(List<Integer> partitions) {
    String topic = wire.names().events();
    return partitions.stream().map(p -> new TopicPartition(topic, p)).toList();
  }

  private void awaitCatchUp() {
    try {
      if (!catchUps.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw tooMany("readers that catch up", "windlass.watch.catch-ups");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WatchRefusal(Reason.NOT_READY, "the program ends");
    }
  }

  private static WatchRefusal tooMany(String what, String setting) {
    return new WatchRefusal(
        Reason.TOO_MANY, "there are as many %s as %s allows: try again".formatted(what, setting));
  }
}
