package dev.windlass.chaos;

import dev.windlass.testkit.Await;
import dev.windlass.testkit.Http;
import dev.windlass.testkit.WindlassProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A share consumer without a broker takes two cores: a broker on the same machine needed 24 s to
 * come back beside three workers, and 5 s once they gave their consumers up.
 */
@Timeout(300)
class BrokerAwayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ITS_THREAD = "consumer_background_thread";

  @TempDir private Path data;

  @Test
  void aWorkerHoldsNoShareConsumerWhileNoBrokerAnswers() throws Exception {
    try (Broker broker = new Broker(data, "away-broker")) {
      broker.start();
      WindlassProcess worker =
          WindlassProcess.start(
              Map.of(
                  "KAFKA_BOOTSTRAP_SERVERS", broker.address(),
                  "WINDLASS_ROLES", "worker",
                  "WINDLASS_WORKER_API_URL", "http://127.0.0.1:1",
                  "QUARKUS_HTTP_PORT", "0"),
              "up");
      try {
        awaitShareConsumers(worker, true);
        broker.kill();
        awaitShareConsumers(worker, false);
        broker.start();
        awaitShareConsumers(worker, true);
        String ready = worker.awaitListening().resolve("/q/health/ready").toString();
        Await.value("it is ready", PATIENCE, () -> Http.get(ready), a -> a.status() == 200);
      } finally {
        worker.kill();
        worker.awaitExit();
      }
    }
  }

  private static void awaitShareConsumers(WindlassProcess worker, boolean there) {
    Await.until(
        "share consumers: " + there, PATIENCE, () -> threads(worker).contains(ITS_THREAD) == there);
  }

  private static String threads(WindlassProcess worker) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(worker.handle().pid()), "Thread.print")
            .redirectErrorStream(true)
            .start();
    String threads = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(threads);
    }
    return threads;
  }
}
