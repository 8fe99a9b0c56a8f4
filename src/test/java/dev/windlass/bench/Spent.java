package dev.windlass.bench;

import dev.windlass.testkit.Await;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What the program has used since it started: records and bytes on each topic, rows and log of
 * Postgres, processor time.
 */
record Spent(
    Map<String, Long> records,
    Map<String, Long> bytes,
    Map<String, Long> rows,
    long walBytes,
    Map<String, Double> cpuMillis) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static Spent by(Place place) throws Exception {
    Map<String, Double> cpu = Threads.cpu(place.process().pid());
    cpu.put("Postgres", postgresMillis(place.data()));
    try (Admin admin = Admin.create(place.kafka());
        Connection connection = place.database()) {
      Map<String, TopicDescription> topics = topics(admin);
      return new Spent(
          records(admin, topics), bytes(admin), rows(connection), wal(connection), cpu);
    }
  }

  Spent since(Spent before) {
    return new Spent(
        difference(records, before.records),
        difference(bytes, before.bytes),
        difference(rows, before.rows),
        walBytes - before.walBytes,
        difference(cpuMillis, before.cpuMillis));
  }

  @SuppressWarnings("unchecked")
  private static <N extends Number> Map<String, N> difference(
      Map<String, N> now, Map<String, N> before) {
    Map<String, N> difference = new TreeMap<>();
    now.forEach(
        (name, value) -> {
          Number then = before.getOrDefault(name, (N) (Number) 0L);
          Number more =
              value instanceof Double d
                  ? d - then.doubleValue()
                  : value.longValue() - then.longValue();
          if (more.doubleValue() > 0) {
            difference.put(name, (N) more);
          }
        });
    return difference;
  }

  private static Map<String, TopicDescription> topics(Admin admin)
      throws ExecutionException, InterruptedException {
    return admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get();
  }

  /** Marks of transactions are among them. */
  private static Map<String, Long> records(Admin admin, Map<String, TopicDescription> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    topics.forEach(
        (name, topic) ->
            topic
                .partitions()
                .forEach(
                    p -> ends.put(new TopicPartition(name, p.partition()), OffsetSpec.latest())));
    Map<String, Long> records = new TreeMap<>();
    admin
        .listOffsets(ends)
        .all()
        .get()
        .forEach((partition, end) -> records.merge(partition.topic(), end.offset(), Long::sum));
    return records;
  }

  private static Map<String, Long> bytes(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<String, Long> bytes = new TreeMap<>();
    LogSizes.now(admin).forEach((p, size) -> bytes.merge(p.topic(), size, Long::sum));
    return bytes;
  }

  /** Rows inserted, changed and deleted, once the backends have told: they do within a second. */
  private static Map<String, Long> rows(Connection connection) {
    long[] before = {-1};
    Map<String, Long> rows = new TreeMap<>();
    Await.until(
        "Postgres' statistics stand still",
        PATIENCE,
        () -> {
          rows.clear();
          rows.putAll(rowsNow(connection));
          long all = rows.values().stream().mapToLong(Long::longValue).sum();
          boolean same = all == before[0];
          before[0] = all;
          connection.createStatement().execute("select pg_sleep(1.5)");
          return same;
        });
    return rows;
  }

  private static Map<String, Long> rowsNow(Connection connection) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select relname, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_user_tables"
                    + " where relname not in ('projection_offset', 'worker')")) {
      while (row.next()) {
        rows.put(row.getString(1), row.getLong(2));
      }
    }
    return rows;
  }

  private static long wal(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static double postgresMillis(Path data) {
    return PostgresProcesses.over(data)
        .mapToLong(p -> p.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
        .sum();
  }
}
