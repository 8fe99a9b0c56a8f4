package dev.windlass.projection;

import dev.windlass.wire.Json;
import dev.windlass.wire.ResultRecord;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Results that go into one transaction. */
final class ResultBatch implements Feed.Batch {
  private final ResultChanges changes = new ResultChanges();
  private final int kept;

  ResultBatch(int kept) {
    this.kept = kept;
  }

  @Override
  public void add(ConsumerRecord<byte[], byte[]> record) {
    changes.add(Json.read(record.value(), ResultRecord.class));
  }

  @Override
  public void write(Connection connection) throws SQLException {
    ResultTable.upsert(connection, changes.rows(), kept);
  }
}
