package dev.windlass.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class CoordinatorTopologyTest {
  /** Names of nodes and stores are names in Kafka: with another one the state is not found. */
  @Test
  void theTopologyIsTheOneWhoseStateLiesInKafka() throws IOException {
    String described =
        CoordinatorTopology.of(new Topics("windlass"), Idle::new).describe().toString();
    try (InputStream golden = getClass().getResourceAsStream("topology.txt")) {
      assertThat(described.strip())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  private static final class Idle implements Processor<byte[], byte[], Address, byte[]> {
    @Override
    public void process(Record<byte[], byte[]> record) {}
  }
}
