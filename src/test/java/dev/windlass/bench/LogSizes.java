package dev.windlass.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** How many bytes of each partition lie on the broker's disk. */
final class LogSizes {
  private LogSizes() {}

  static Map<TopicPartition, Long> now(Admin admin)
      throws ExecutionException, InterruptedException {
    List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
    Map<TopicPartition, Long> sizes = new HashMap<>();
    for (var directories : admin.describeLogDirs(brokers).allDescriptions().get().values()) {
      for (LogDirDescription directory : directories.values()) {
        directory
            .replicaInfos()
            .forEach((partition, replica) -> sizes.merge(partition, replica.size(), Long::sum));
      }
    }
    return sizes;
  }
}
