package dev.windlass.projection.rebuild;

import dev.windlass.job.JobId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events that could not be read in full, and the batch jobs that they were of. */
final class LeftOut {
  private static final int REASONS = 3;

  private final Set<String> places = ConcurrentHashMap.newKeySet();
  private final Set<JobId> jobs = ConcurrentHashMap.newKeySet();
  private final Set<String> reasons = new TreeSet<>();

  void add(ConsumerRecord<byte[], byte[]> record, String reason) {
    places.add(record.partition() + "/" + record.offset());
    tell(record, reason);
    try {
      jobs.add(JobId.parse(new String(record.key(), StandardCharsets.UTF_8)));
    } catch (RuntimeException e) {
      // It names no batch job: none of them lacks it.
    }
  }

  int count() {
    return places.size();
  }

  Set<JobId> jobs() {
    return jobs;
  }

  synchronized List<String> reasons() {
    return List.copyOf(reasons);
  }

  private synchronized void tell(ConsumerRecord<byte[], byte[]> record, String reason) {
    if (reasons.size() < REASONS) {
      reasons.add("partition %d at %d: %s".formatted(record.partition(), record.offset(), reason));
    }
  }
}
