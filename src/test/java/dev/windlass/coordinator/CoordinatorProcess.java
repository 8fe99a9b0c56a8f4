package dev.windlass.coordinator;

import dev.windlass.testkit.Settings;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.KafkaClients;
import dev.windlass.wire.Lifetimes;
import dev.windlass.wire.WireConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A coordinator in a process of its own, so that it can be killed. */
public final class CoordinatorProcess {
  private CoordinatorProcess() {}

  static Process start(String bootstrapServers, String prefix, int partitions) throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CoordinatorProcess.class.getName(),
                bootstrapServers,
                prefix,
                String.valueOf(partitions)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static Coordinator coordinator(String bootstrapServers, String prefix, String partitions) {
    Map<String, String> settings =
        Map.of("windlass.topics.prefix", prefix, "windlass.topics.partitions", partitions);
    return new Coordinator(
            new KafkaClients(Map.of("bootstrap.servers", bootstrapServers)),
            Settings.of(WireConfig.class, settings),
            Settings.of(CoordinatorConfig.class, settings),
            Settings.of(Lifetimes.class, settings),
            new SimpleMeterRegistry(),
            Tracing.OFF)
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    coordinator(args[0], args[1], args[2]);
    new CountDownLatch(1).await();
  }
}
