package dev.windlass.worker;

import dev.windlass.testkit.Settings;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.WireConfig;
import dev.windlass.worker.handler.Handlers;
import dev.windlass.worker.handler.SimulateHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;

/** Workers in this process, beside a program that plays the other roles; they can simulate. */
public final class WorkerFleet implements AutoCloseable {
  private final List<Worker> workers = new ArrayList<>();

  private WorkerFleet() {}

  /** When all of them take tasks. */
  public static WorkerFleet start(Map<String, Object> kafka, int workers) throws Exception {
    KafkaClients clients = new KafkaClients(kafka);
    WireConfig wire =
        Settings.of(
            WireConfig.class,
            Map.of("windlass.topics.partitions", String.valueOf(partitions(clients))));
    WorkerFleet fleet = new WorkerFleet();
    for (int i = 0; i < workers; i++) {
      fleet.add(clients, wire);
    }
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (Future<Void> started : threads.invokeAll(fleet.starts())) {
        started.get();
      }
      return fleet;
    } catch (Exception | Error e) {
      fleet.close();
      throw e;
    }
  }

  /** When all of them have left, in order. */
  @Override
  public void close() throws InterruptedException {
    List<Thread> leaving =
        workers.stream().map(worker -> Thread.ofPlatform().start(worker::drain)).toList();
    for (Thread thread : leaving) {
      thread.join();
    }
  }

  /** Each waits until it has read what is wished, which all can do at once. */
  private List<Callable<Void>> starts() {
    List<Callable<Void>> starts = new ArrayList<>();
    for (Worker worker : workers) {
      starts.add(
          () -> {
            worker.start();
            return null;
          });
    }
    return starts;
  }

  private void add(KafkaClients clients, WireConfig wire) {
    WorkerConfig config = Settings.of(WorkerConfig.class, Map.of());
    workers.add(
        new Worker(
            new Worker.Surroundings(
                clients,
                wire,
                config,
                Settings.of(Lifetimes.class, Map.of()),
                new Handlers(List.of(new SimulateHandler())),
                new WorkerMetrics(new SimpleMeterRegistry()),
                Tracing.OFF,
                new RowsFrom(WorkerFleet::noRows, "none")),
            identity(config, wire),
            () -> {}));
  }

  private WorkerIdentity identity(WorkerConfig config, WireConfig wire) {
    String incarnation = UUID.randomUUID().toString();
    return new WorkerIdentity(
        incarnation,
        "fleet-" + workers.size(),
        "test",
        wire.queues(),
        config.slots(),
        Math.floorMod(incarnation.hashCode(), wire.partitions()),
        Instant.now());
  }

  private static int partitions(KafkaClients clients) throws Exception {
    String topic = Settings.of(WireConfig.class, Map.of()).names().grants();
    try (Admin admin = clients.admin("worker-fleet")) {
      var found = admin.describeTopics(List.of(topic)).allTopicNames().get();
      return found.get(topic).partitions().size();
    }
  }

  private static String noRows() {
    throw new IllegalStateException("these workers have nowhere to fetch rows from");
  }
}
