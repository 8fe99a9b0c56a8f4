package dev.windlass.worker;

import dev.windlass.job.JobId;
import dev.windlass.trace.Step;
import dev.windlass.trace.Tracing;
import dev.windlass.wire.ControlRecord;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the records of the control topic into memory. */
final class ControlReader implements Consumer<ConsumerRecord<byte[], byte[]>> {
  private final JobControls controls;
  private final WorkerLog log;
  private final Tracing tracing;

  ControlReader(JobControls controls, WorkerLog log, Tracing tracing) {
    this.controls = controls;
    this.log = log;
    this.tracing = tracing;
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> message) {
    try (Step step = tracing.processing(message.topic(), message.headers())) {
      read(new String(message.key(), StandardCharsets.UTF_8), message.value());
    } catch (RuntimeException e) {
      log.dead(message, e);
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
