package dev.windlass.coordinator;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * All that a decision writes, in bytes: made and checked whole before the first of it is written.
 */
final class Plan {
  final List<Outgoing> records = new ArrayList<>();
  final List<JobStore.Change> jobs = new ArrayList<>();
  final List<KeyValue<Bytes, byte[]>> serialKeys = new ArrayList<>();
  final List<Bytes> deadlines = new ArrayList<>();

  final List<Task> tasks = new ArrayList<>();

  /** Batch jobs whose serial key is free. */
  final List<JobId> released = new ArrayList<>();

  /** No part of the transaction. */
  record Task(Address address, byte[] value) {}

  private final long recordLimit;
  private JobHeader written;
  private byte[] writtenJson;

  Plan(long recordLimit) {
    this.recordLimit = recordLimit;
  }

  void send(Outgoing record) {
    if (record.size() > recordLimit) {
      throw new IllegalStateException(
          "an output to %s has %d bytes, and windlass.topics.record-limit is %d"
              .formatted(record.address().topic(), record.size(), recordLimit));
    }
    records.add(record);
  }

  void put(Bytes key, Object record) {
    jobs.add(new JobStore.Change(key, StateCodec.write(record), record));
  }

  void delete(Bytes key) {
    jobs.add(new JobStore.Change(key, null, null));
  }

  void put(Bytes key, JobHeader header) {
    jobs.add(new JobStore.Change(key, StateCodec.ofJson(json(header)), header));
  }

  /** It goes to several places at once, and is the largest part of each. */
  byte[] json(JobHeader header) {
    if (header != written) {
      written = header;
      writtenJson = Json.write(header);
    }
    return writtenJson;
  }
}
