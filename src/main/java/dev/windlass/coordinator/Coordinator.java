package dev.windlass.coordinator;

import dev.windlass.trace.Tracing;
import dev.windlass.wire.FleetReader;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/** One running coordinator: the streams and what they look at. */
final class Coordinator implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Coordinator.class);
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final Crashes crashes;
  private final Taking taking;
  private final FleetReader fleet;
  private final ProgressFrontier frontier;
  private final LeftTransactions left;
  private final TaskSender tasks;
  private final CoordinatorMetrics metrics;
  private final KafkaStreams streams;
  private final StateDirectory state;
  private volatile String refusal;

  Coordinator(
      KafkaClients clients,
      WireConfig wire,
      CoordinatorConfig config,
      Lifetimes lifetimes,
      MeterRegistry registry,
      Tracing tracing) {
    Surroundings.MonotonicClock clock = () -> System.nanoTime() / 1_000_000;
    crashes = new Crashes(clock);
    taking = new Taking(clock, config.unwellAfter());
    String group = StreamsSettings.applicationId(wire);
    fleet = new FleetReader(clients, wire.names(), group + "-fleet");
    frontier =
        new ProgressFrontier(
            clients.admin(group + "-frontier"),
            group,
            wire.names().progress(),
            wire.partitions(),
            clock,
            config.frontierInterval());
    left = new LeftTransactions(clients.admin(group + "-left"), group);
    metrics = new CoordinatorMetrics(registry, wire.names());
    tasks = new TaskSender(clients, group + "-tasks", metrics);
    Surroundings around =
        new Surroundings(
            fleet.view()::slots,
            frontier,
            tasks,
            clock,
            () -> UUID.randomUUID().toString(),
            crashes,
            metrics,
            tracing);
    Rules rules = Rules.of(wire, config, lifetimes);
    state = StateDirectory.of(config.stateDir().map(Path::of));
    streams =
        new KafkaStreams(
            CoordinatorTopology.of(wire.names(), () -> new JobProcessor(rules, around)),
            StreamsSettings.of(clients.common(), wire, config, state.path()));
    streams.setUncaughtExceptionHandler(this::threadDied);
    streams.setStateListener((now, before) -> stateChanged(now));
    metrics.lag(this::lag);
  }

  Coordinator start() {
    streams.start();
    return this;
  }

  /** Why it can't do its work now. */
  Optional<String> unwell() {
    return Optional.ofNullable(refusal).or(taking::unwell).or(crashes::stuck);
  }

  @Override
  public void close() {
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSING));
    tasks.close();
    frontier.close();
    left.close();
    fleet.close();
    state.close();
  }

  private Number lag() {
    return streams.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("records-lag-max"))
        .map(Metric::metricValue)
        .mapToDouble(value -> value instanceof Double lag && Double.isFinite(lag) ? lag : 0)
        .max()
        .orElse(0);
  }

  private StreamThreadExceptionResponse threadDied(Throwable thrown) {
    crashes.died(thrown);
    metrics.crashed();
    Optional<NewerState> newer = NewerState.behind(thrown);
    if (newer.isPresent()) {
      LOG.errorf("The coordinator stops: %s", newer.get().getMessage());
      refusal = newer.get().getMessage();
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.errorf(thrown, "A coordinator's thread died and is replaced");
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private void stateChanged(KafkaStreams.State now) {
    taking.changed(now);
    if (now == KafkaStreams.State.REBALANCING) {
      left.end();
    }
    if (now == KafkaStreams.State.RUNNING) {
      LOG.info("Coordinator running");
    }
  }
}
