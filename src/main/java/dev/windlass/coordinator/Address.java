package dev.windlass.coordinator;

import dev.windlass.job.JobId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Where an output goes. It travels to the sink as the record's key, and only its last part is
 * written.
 *
 * @param place the partition, or any number that is to be spread over the topic's partitions
 */
record Address(String topic, long place, boolean spread, byte[] key) {
  static final Serializer<Address> SERIALIZER = (topic, address) -> address.key();
  static final StreamPartitioner<Address, byte[]> PARTITIONER =
      (topic, address, value, partitions) -> Optional.of(Set.of(address.partition(partitions)));

  static Address in(String topic, int partition, String key) {
    return new Address(topic, partition, false, key.getBytes(StandardCharsets.UTF_8));
  }

  /** Tasks of one batch job go to all partitions in turn, so that every worker gets some. */
  static Address task(String topic, JobId job, long task) {
    byte[] key = job.toString().getBytes(StandardCharsets.UTF_8);
    return new Address(topic, job.hashCode() + task, true, key);
  }

  static Address anywhere(String topic, byte[] key) {
    return new Address(topic, Arrays.hashCode(key), true, key);
  }

  int partition(int partitions) {
    return spread ? Math.floorMod(place, partitions) : Math.toIntExact(place);
  }
}
