package dev.windlass.worker;

import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import dev.windlass.role.Wellness;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.Duty;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.TopicSetup;
import dev.windlass.wire.WireConfig;
import dev.windlass.worker.handler.Handlers;
import dev.windlass.worker.handler.OperationHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The worker of this process, if it plays that role. Each start is a new incarnation. */
@ApplicationScoped
public class WorkerRole implements Wellness {
  private final Roles roles;
  private final WorkerConfig config;
  private final WireConfig wire;
  private final Lifetimes lifetimes;
  private final KafkaClients clients;
  private final TopicSetup topics;
  private final InputsApi inputs;
  private final Instance<OperationHandler> handlers;
  private final MeterRegistry meters;
  private final Tracing tracing;

  @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
  String version;

  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Worker worker;
  private volatile String waitingFor = "the worker has not started yet";
  private Thread starter;

  WorkerRole(
      Roles roles,
      WorkerConfig config,
      WireConfig wire,
      Lifetimes lifetimes,
      KafkaClients clients,
      TopicSetup topics,
      InputsApi inputs,
      Instance<OperationHandler> handlers,
      MeterRegistry meters,
      Tracing tracing) {
    this.roles = roles;
    this.config = config;
    this.wire = wire;
    this.lifetimes = lifetimes;
    this.clients = clients;
    this.topics = topics;
    this.inputs = inputs;
    this.handlers = handlers;
    this.meters = meters;
    this.tracing = tracing;
  }

  void start(@Observes StartupEvent event) {
    if (roles.plays(Role.WORKER)) {
      Handlers known = new Handlers(handlers);
      inputs.warnWhereThereIsNone();
      starter =
          Thread.ofPlatform()
              .daemon()
              .name("windlass-worker-start")
              .start(() -> startWhenKafkaAnswers(known));
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    if (starter != null) {
      starter.interrupt();
      starter.join(TimeUnit.SECONDS.toMillis(5));
    }
    Worker current = worker;
    if (current != null) {
      current.drain();
    }
  }

  @Override
  public Role role() {
    return Role.WORKER;
  }

  @Override
  public Optional<String> unwell() {
    Worker current = worker;
    return current == null ? Optional.of(waitingFor) : current.unwell();
  }

  private void startWhenKafkaAnswers(Handlers known) {
    while (stopping.getCount() > 0) {
      try {
        topics.ensure(Duty.WORKER);
        Worker fresh = new Worker(surroundings(known), identity(), this::leave);
        worker = fresh;
        fresh.start();
        return;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        Log.warnf("The worker can't start yet: %s", e.getMessage());
        waitingFor = "the worker can't start: " + e.getMessage();
        rest();
      }
    }
  }

  private Worker.Surroundings surroundings(Handlers known) {
    return new Worker.Surroundings(
        clients,
        wire,
        config,
        lifetimes,
        known,
        new WorkerMetrics(meters),
        tracing,
        inputs.rowsFrom());
  }

  private WorkerIdentity identity() {
    String incarnation = UUID.randomUUID().toString();
    return new WorkerIdentity(
        incarnation,
        config.name().orElseGet(WorkerRole::machine),
        version,
        config.queues().orElse(wire.queues()),
        config.slots(),
        Math.floorMod(incarnation.hashCode(), wire.partitions()),
        Instant.now());
  }

  /** A process that is nothing but a worker ends with it. */
  private void leave() {
    worker.drain();
    if (roles.roles().equals(Set.of(Role.WORKER))) {
      Quarkus.asyncExit();
    }
  }

  private void rest() {
    try {
      stopping.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "worker";
    }
  }
}
