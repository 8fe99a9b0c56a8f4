package dev.windlass.worker;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether no broker has answered a consumer for long. A share consumer of Kafka 4.3 turns round and
 * round while there is none, two threads of it, whether it is asked or not: two cores that a broker
 * on the same machine would need to come back.
 */
final class Silence {
  private static final Duration LONG = Duration.ofSeconds(3);

  private final Metric answers;
  private Object count;
  private long heardAt;

  private Silence(Metric answers) {
    this.answers = answers;
    this.heardAt = System.nanoTime();
  }

  static Silence of(Map<MetricName, ? extends Metric> metrics) {
    return metrics.values().stream()
        .filter(metric -> metric.metricName().name().equals("response-total"))
        .filter(metric -> !metric.metricName().tags().containsKey("node-id"))
        .findFirst()
        .map(Silence::new)
        .orElseThrow();
  }

  /** To be asked after every poll. */
  boolean lasts() {
    Object now = answers.metricValue();
    if (!now.equals(count)) {
      count = now;
      heardAt = System.nanoTime();
    }
    return System.nanoTime() - heardAt > LONG.toNanos();
  }
}
