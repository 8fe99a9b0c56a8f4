package dev.windlass.watch;

import dev.windlass.job.JobId;
import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All events of now, for those of this process who wait for some of them. */
@ApplicationScoped
public class EventHub {
  private final WatchConfig config;
  private final Roles roles;
  private final HubReader reader;
  private final Counter unreadable;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Audience audience = new Audience(executor);
  private Thread thread;

  EventHub(
      WatchConfig config,
      Roles roles,
      WireConfig wire,
      KafkaClients clients,
      MeterRegistry meters) {
    this.config = config;
    this.roles = roles;
    this.reader =
        new HubReader(clients, wire.names().events(), wire.partitions(), new ToAudience());
    this.unreadable = meters.counter("windlass_events_unreadable");
    meters.gauge("windlass_watch_listeners", audience, Audience::listening);
    meters.gauge("windlass_watch_directives_awaited", audience, Audience::waiting);
  }

  void start(@Observes StartupEvent event) {
    if (roles.plays(Role.API)) {
      thread = Thread.ofPlatform().name("windlass-watch").daemon().start(reader);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    reader.close();
    if (thread != null) {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    }
    executor.shutdownNow();
  }

  /**
   * The event that tells what became of the directive: applied, refused or repeated. Ask before the
   * directive is sent. Cancel the future when nobody waits for it any more; by itself it ends with
   * a {@link java.util.concurrent.TimeoutException} after {@code windlass.watch.longest-wait}.
   */
  public CompletableFuture<Live> directive(JobId job, String directiveId) {
    CompletableFuture<Live> outcome = new CompletableFuture<>();
    audience.await(Audience.key(job.toString(), directiveId), outcome);
    return outcome.orTimeout(config.longestWait().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The events of one batch job, or all of them where {@code job} is null, from now on. */
  public Subscription subscribe(JobId job) {
    return new Subscription(config.queue(), registration(job));
  }

  /** The next offset of the partition that this hub will tell; -1 before it knows. */
  public long position(int partition) {
    return reader.position(partition);
  }

  /** What is not well is told by {@link #trouble}. */
  public boolean ready() {
    return reader.trouble() == null;
  }

  /** Null while all is well. */
  public String trouble() {
    return reader.trouble();
  }

  /** Registers first and reads the positions then: see {@link HubReader}. */
  Subscription.Registration registration(JobId job) {
    String subject = job == null ? null : job.toString();
    return new Subscription.Registration() {
      @Override
      public long[] register(Ear ear) {
        audience.add(subject, ear);
        return IntStream.range(0, reader.partitions()).mapToLong(reader::position).toArray();
      }

      @Override
      public void unregister(Ear ear) {
        audience.remove(subject, ear);
      }
    };
  }

  private final class ToAudience implements HubReader.Listener {
    @Override
    public void accept(ConsumerRecord<byte[], byte[]> event) {
      try {
        audience.tell(new Arrival(event, unreadable::increment));
      } catch (RuntimeException e) {
        Log.errorf(
            e, "An event was not told: %s-%d@%d", event.topic(), event.partition(), event.offset());
      }
    }

    @Override
    public void lost(String reason) {
      audience.lost(reason);
    }
  }
}
