package dev.windlass.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code backlog}: work before each queue's workers, grown and shrunk by differences. */
final class BacklogTable {
  private static final String ADD =
      """
      insert into backlog as known (event_partition, queue, sub_jobs)
      select * from json_to_recordset(cast(? as json)) as row
        (event_partition int, queue text, sub_jobs bigint)
      on conflict (event_partition, queue) do update set
        sub_jobs = known.sub_jobs + excluded.sub_jobs
      """;

  private record Row(int eventPartition, String queue, long subJobs) {}

  private BacklogTable() {}

  static void add(Connection connection, Tallies tallies) throws SQLException {
    List<Row> rows = new ArrayList<>();
    tallies
        .backlog()
        .forEach(
            (partition, queues) ->
                queues.forEach((queue, subJobs) -> rows.add(new Row(partition, queue, subJobs))));
    Rows.update(connection, ADD, rows);
  }
}
