package dev.windlass.projection;

import dev.windlass.role.Role;
import dev.windlass.role.Roles;
import dev.windlass.role.Wellness;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.TopicSetup;
import dev.windlass.wire.Topics;
import dev.windlass.wire.WireConfig;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Starts the threads of the role, ends them, and says how they are. */
@Singleton
public class Projection implements Wellness {
  private static final long END_MS = 10_000;

  private final Roles roles;
  private final ProjectionConfig config;
  private final Topics topics;
  private final MeterRegistry registry;
  private final FeedThread.Workshop workshop;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<FeedThread> readers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private SweepThread sweeper;

  Projection(
      Roles roles,
      ProjectionConfig config,
      WireConfig wire,
      KafkaClients clients,
      TopicSetup setup,
      Instance<AgroalDataSource> dataSource,
      MeterRegistry registry,
      Tracing tracing) {
    this.roles = roles;
    this.config = config;
    this.topics = wire.names();
    this.registry = registry;
    this.workshop =
        new FeedThread.Workshop(
            clients,
            setup,
            config,
            dataSource::get,
            new DeadLetters(clients, topics, registry),
            new Patience(config.longestBackoff(), closing),
            tracing,
            topics.projection());
  }

  void start(@Observes StartupEvent event) {
    if (!roles.plays(Role.PROJECTION)) {
      return;
    }
    workshop.deadLetters().announce();
    for (int number = 0; number < config.eventThreads(); number++) {
      read(Feeds.events(topics), number);
    }
    read(Feeds.results(topics, config.resultsKept()), 0);
    read(Feeds.workers(topics), 0);
    read(Feeds.deadLetters(topics), 0);
    sweep();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    closing.countDown();
    readers.forEach(FeedThread::wake);
    for (Thread thread : threads) {
      thread.join(END_MS);
    }
    workshop.deadLetters().close();
  }

  @Override
  public Role role() {
    return Role.PROJECTION;
  }

  @Override
  public Optional<String> unwell() {
    return Stream.concat(
            readers.stream().map(FeedThread::unwell),
            Stream.ofNullable(sweeper).map(SweepThread::unwell))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private void read(Feed feed, int number) {
    Meters meters = Meters.of(registry, feed.name(), number);
    FeedThread reader = new FeedThread(feed, number, workshop, meters);
    readers.add(reader);
    Meters.stopped(registry, feed.name(), number, reader::halted);
    run("windlass-projection-" + feed.name() + "-" + number, reader);
  }

  private void sweep() {
    Condition condition = new Condition("what is to be deleted", config.unwellAfter());
    Database database = new Database(workshop.dataSource(), workshop.patience(), condition);
    sweeper =
        new SweepThread(
            new Sweeper(database, config.sweepRows()), config, workshop.patience(), condition);
    run("windlass-projection-sweep", sweeper);
  }

  private void run(String name, Runnable task) {
    threads.add(Thread.ofPlatform().name(name).daemon().start(task));
  }
}
