package dev.windlass.coordinator;

import dev.windlass.job.JobId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * All that a decision writes, in bytes: made and checked whole before the first of it is written.
 */
final class Plan {
  final List<Outgoing> records = new ArrayList<>();
  final List<KeyValue<Bytes, byte[]>> jobs = new ArrayList<>();
  final List<KeyValue<Bytes, byte[]>> serialKeys = new ArrayList<>();
  final List<Bytes> deadlines = new ArrayList<>();

  final List<Task> tasks = new ArrayList<>();

  /** Batch jobs whose serial key is free. */
  final List<JobId> released = new ArrayList<>();

  /** No part of the transaction. */
  record Task(Address address, byte[] value) {}

  private final long recordLimit;

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

  /** A null value deletes. */
  void put(Bytes key, byte[] value) {
    jobs.add(KeyValue.pair(key, value));
  }
}
