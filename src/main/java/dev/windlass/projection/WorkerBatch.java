package dev.windlass.projection;

import dev.windlass.wire.Json;
import dev.windlass.wire.UnreadableRecord;
import dev.windlass.wire.WorkerRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What workers said of themselves, folded to the newest of each; empty is one that left. */
final class WorkerBatch implements Feed.Batch {
  private final Map<String, Optional<WorkerRecord>> workers = new HashMap<>();

  @Override
  public void add(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      throw new UnreadableRecord("a worker's record has no key", null);
    }
    String incarnation = new String(record.key(), StandardCharsets.UTF_8);
    Optional<WorkerRecord> worker =
        Optional.ofNullable(record.value()).map(v -> Json.read(v, WorkerRecord.class));
    worker.ifPresent(w -> check(incarnation, w));
    workers.put(incarnation, worker);
  }

  @Override
  public void write(Connection connection) throws SQLException {
    List<String> gone =
        workers.entrySet().stream()
            .filter(e -> e.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    WorkerTable.delete(connection, gone);
    WorkerTable.upsert(connection, workers.values().stream().flatMap(Optional::stream).toList());
  }

  private static void check(String key, WorkerRecord worker) {
    if (!key.equals(worker.incarnation()) || worker.name() == null || worker.at() == null) {
      throw new UnreadableRecord(
          "the record of worker " + key + " lacks its incarnation, name or time", null);
    }
  }
}
