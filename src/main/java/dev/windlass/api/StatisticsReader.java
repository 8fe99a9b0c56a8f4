package dev.windlass.api;

import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.view.DeadLetters;
import dev.windlass.view.Statistics;
import dev.windlass.view.Workers;
import dev.windlass.wire.WireConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Reads everything together; for those who watch, once for all of them. */
@ApplicationScoped
class StatisticsReader {
  private final Statistics statistics;
  private final Workers workers;
  private final DeadLetters deadLetters;
  private final BatchJobPages pages;
  private final List<String> queues;
  private StatisticsJson last;
  private long lastRead;

  StatisticsReader(
      Statistics statistics,
      Workers workers,
      DeadLetters deadLetters,
      BatchJobPages pages,
      WireConfig wire) {
    this.statistics = statistics;
    this.workers = workers;
    this.deadLetters = deadLetters;
    this.pages = pages;
    this.queues = List.copyOf(wire.queues());
  }

  StatisticsJson read() {
    FreshnessJson seen = pages.freshness();
    return StatisticsJson.of(statistics.read(), queues, workers.list(), deadLetters.counts(), seen);
  }

  /** What was read less than {@code age} ago, by whomever, or is read now. */
  synchronized StatisticsJson notOlderThan(Duration age) {
    if (last == null || System.nanoTime() - lastRead > age.toNanos()) {
      last = read();
      lastRead = System.nanoTime();
    }
    return last;
  }
}
