package dev.windlass.role;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Every role needs the log: without it nothing is accepted that can't be kept. */
@Readiness
@ApplicationScoped
class KafkaCheck implements HealthCheck {
  private static final int PATIENCE_MS = (int) Duration.ofSeconds(2).toMillis();

  private final Map<String, Object> settings;
  private final Probe probe = new Probe(this::describe);
  private Admin admin;

  KafkaCheck(@Identifier("default-kafka-broker") Map<String, Object> settings) {
    this.settings = new HashMap<>(settings);
    this.settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "windlass-health");
  }

  void measure(@Observes StartupEvent event, MeterRegistry meters) {
    probe.measure("kafka", meters);
  }

  @Override
  public HealthCheckResponse call() {
    var trouble = probe.trouble();
    return HealthCheckResponse.named("Kafka")
        .withData(
            "servers", String.valueOf(settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)))
        .withData("state", trouble.map(t -> "can't be reached: " + t).orElse("reachable"))
        .status(trouble.isEmpty())
        .build();
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  private Object describe() throws Exception {
    return admin()
        .describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
        .nodes()
        .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(settings);
    }
    return admin;
  }
}
