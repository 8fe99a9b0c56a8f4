package dev.windlass.worker;

import dev.windlass.job.JobId;
import dev.windlass.wire.ControlRecord;
import dev.windlass.wire.DefinitionRecord;
import dev.windlass.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The newest control record and definition of every batch job that has not been forgotten.
 * Definitions stay the bytes that they came as: most of them this worker never needs.
 */
final class JobControls {
  private static final int PARSED = 256;
  private final Map<JobId, ControlRecord> controls = new ConcurrentHashMap<>();
  private final Map<JobId, byte[]> definitions = new ConcurrentHashMap<>();
  private final Map<JobId, Parsed> parsed =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Parsed> eldest) {
          return size() > PARSED;
        }
      };
  private final BiConsumer<JobId, ControlRecord> listener;

  private record Parsed(byte[] source, DefinitionRecord definition) {}

  /** The listener hears of every change; the record is null when the job was forgotten. */
  JobControls(BiConsumer<JobId, ControlRecord> listener) {
    this.listener = listener;
  }

  void put(JobId job, ControlRecord control) {
    controls.put(job, control);
    listener.accept(job, control);
  }

  void put(JobId job, byte[] definition) {
    definitions.put(job, definition);
    ControlRecord control = controls.get(job);
    if (control != null) {
      listener.accept(job, control);
    }
  }

  void forgetControl(JobId job) {
    controls.remove(job);
    listener.accept(job, null);
  }

  void forgetDefinition(JobId job) {
    definitions.remove(job);
    synchronized (parsed) {
      parsed.remove(job);
    }
  }

  /** Null where there is none. */
  ControlRecord control(JobId job) {
    return controls.get(job);
  }

  /** Null where there is none. */
  DefinitionRecord definition(JobId job) {
    byte[] source = definitions.get(job);
    if (source == null) {
      return null;
    }
    synchronized (parsed) {
      Parsed known = parsed.get(job);
      if (known == null || known.source != source) {
        known = new Parsed(source, Json.read(source, DefinitionRecord.class));
        parsed.put(job, known);
      }
      return known.definition;
    }
  }

  int size() {
    return controls.size();
  }
}
