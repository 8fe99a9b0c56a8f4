package dev.windlass.view;

import dev.windlass.wire.Token;
import dev.windlass.wire.WireConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far the views are behind the log, and waiting until they have what somebody wrote. */
@ApplicationScoped
@ActivateRequestContext
public class Freshness {
  private final String topic;
  private final TokenWaiters waiters;

  public Freshness(WireConfig wire, ViewConfig config) {
    topic = wire.names().events();
    waiters = new TokenWaiters(this::events, config.pollInterval());
  }

  public boolean has(Token token) {
    return position(token.partition()).map(p -> p.reached(token)).orElse(false);
  }

  /** True as soon as the view has all of them, false when it has not after {@code atMost}. */
  public boolean await(List<Token> tokens, Duration atMost) throws InterruptedException {
    return waiters.await(tokens, atMost);
  }

  /** Where the view of one partition of the events stands; empty before its first event. */
  public Optional<ViewPosition> position(int partition) {
    return ProjectionOffsetView.find("topic = ?1 and partition = ?2", topic, partition)
        .project(ViewPosition.class)
        .firstResultOptional();
  }

  /** Of every topic that the projection reads. */
  public List<ViewPosition> positions() {
    return ProjectionOffsetView.find("order by topic, partition")
        .project(ViewPosition.class)
        .list();
  }

  /** How old the views are: the age of the partition that is furthest behind. */
  public Duration lag() {
    Instant now = Instant.now();
    return events().values().stream()
        .map(p -> p.age(now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** The positions of the events' partitions. */
  @ActivateRequestContext
  public Map<Integer, ViewPosition> events() {
    return ProjectionOffsetView.find("topic = ?1", topic)
        .project(ViewPosition.class)
        .list()
        .stream()
        .collect(Collectors.toMap(ViewPosition::partition, p -> p));
  }

  @PreDestroy
  void close() {
    waiters.close();
  }
}
