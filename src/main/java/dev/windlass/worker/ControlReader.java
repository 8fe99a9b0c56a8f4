package dev.windlass.worker;

import dev.windlass.job.JobId;
import dev.windlass.wire.ControlRecord;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.Json;
import io.quarkus.logging.Log;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the records of the control topic into memory. */
final class ControlReader implements Consumer<ConsumerRecord<byte[], byte[]>> {
  private final JobControls controls;

  ControlReader(JobControls controls) {
    this.controls = controls;
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> message) {
    try {
      read(new String(message.key(), StandardCharsets.UTF_8), message.value());
    } catch (RuntimeException e) {
      Log.errorf(
          "A control record can't be read, %s-%d@%d: %s",
          message.topic(), message.partition(), message.offset(), e.getMessage());
    }
  }

  private void read(String key, byte[] value) {
    JobId job = DefinitionRecord.job(key);
    if (DefinitionRecord.isKey(key)) {
      if (value == null) {
        controls.forgetDefinition(job);
      } else {
        controls.put(job, value);
      }
    } else if (value == null) {
      controls.forgetControl(job);
    } else {
      controls.put(job, Json.read(value, ControlRecord.class));
    }
  }
}
