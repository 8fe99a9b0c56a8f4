package dev.windlass.watch;

import dev.windlass.access.Identity;
import dev.windlass.access.NoPlaceException;
import dev.windlass.access.Places;
import dev.windlass.access.SecurityConfig;
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
  private final Places readers;
  private final Places catchUps;

  EventStreams(
      EventHub hub,
      KafkaClients clients,
      WireConfig wire,
      WatchConfig config,
      SecurityConfig security,
      MeterRegistry meters) {
    this.hub = hub;
    this.clients = clients;
    this.wire = wire;
    double share = security.share();
    this.readers =
        new Places("streams of events", config.readers(), "windlass.watch.readers", share);
    this.catchUps =
        new Places("streams that catch up", config.catchUps(), "windlass.watch.catch-ups", share);
    meters.gauge("windlass_watch_streams", readers, Places::taken);
  }

  /**
   * The events of one batch job after the position, or from now on where it is null. Throws {@link
   * WatchRefusal}.
   *
   * @param reader null for nobody in particular
   */
  public EventStream of(JobId job, Position after, Identity reader) {
    int partition = job.partition(wire.partitions());
    if (after != null && !after.seen().containsKey(partition)) {
      throw new WatchRefusal(
          Reason.POSITION_OF_OTHERS,
          "'%s' is no position in the events of %s, which are in partition %d"
              .formatted(after, job, partition));
    }
    String subject = job.toString();
    return open(
        new Asked(job, List.of(partition), after, a -> a.subject().equals(subject)), reader);
  }

  /** All events that the filter wants, after the position or from now on where it is null. */
  public EventStream all(EventFilter filter, Position after, Identity reader) {
    List<Integer> partitions = IntStream.range(0, wire.partitions()).boxed().toList();
    return open(new Asked(null, partitions, after, filter.asPredicate()), reader);
  }

  /** {@code job} is null for all, {@code after} for those from now on. */
  private record Asked(
      JobId job, List<Integer> partitions, Position after, Predicate<Arrival> wanted) {}

  private EventStream open(Asked asked, Identity reader) {
    if (!hub.ready()) {
      throw new WatchRefusal(Reason.NOT_READY, hub.trouble());
    }
    Places.Place place = place(reader);
    try {
      return open(asked, reader, place);
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private EventStream open(Asked asked, Identity reader, Places.Place place) {
    Subscription live = hub.subscribe(asked.job());
    Position start = start(live, asked.partitions(), asked.after());
    if (asked.after() == null || isAtHub(live, asked.partitions(), asked.after())) {
      return new EventStream(live, start, asked.wanted(), place::close);
    }
    live.close();
    return fromLog(asked, reader, place);
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

  private EventStream fromLog(Asked asked, Identity reader, Places.Place place) {
    Places.Place catchUp = awaitCatchUp(reader);
    try {
      CatchUp log =
          new CatchUp(clients, topicPartitions(asked.partitions()), asked.after(), catchUp::close);
      return new EventStream(log, of(asked.job()), asked.after(), asked.wanted(), place::close);
    } catch (RuntimeException e) {
      catchUp.close();
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

  private Places.Place place(Identity reader) {
    try {
      return readers.take(reader);
    } catch (NoPlaceException e) {
      throw tooMany(e);
    }
  }

  private Places.Place awaitCatchUp(Identity reader) {
    try {
      return catchUps.take(reader, PATIENCE);
    } catch (NoPlaceException e) {
      throw tooMany(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WatchRefusal(Reason.NOT_READY, "the program ends");
    }
  }

  private static WatchRefusal tooMany(NoPlaceException none) {
    return new WatchRefusal(Reason.TOO_MANY, none.getMessage() + ": try again");
  }
}
