package dev.windlass.projection;

import dev.windlass.job.JobHeader;
import dev.windlass.view.ThroughputRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code throughput}: a ring, in which a slot of an older time is written over. */
final class ThroughputTable {
  private static final String ADD =
      """
      insert into throughput as known
        (event_partition, slot, begins_at, jobs_ended, sub_jobs_ended, operations_done,
         operations_failed, running_change, backlog_change)
      select * from json_to_recordset(cast(? as json)) as row
        (event_partition int, slot int, begins_at timestamptz, jobs_ended bigint,
         sub_jobs_ended bigint, operations_done bigint, operations_failed bigint,
         running_change bigint, backlog_change bigint)
      order by 1, 2, 3
      on conflict (event_partition, slot) do update set
        begins_at = excluded.begins_at,
        jobs_ended = excluded.jobs_ended
          + case when known.begins_at = excluded.begins_at then known.jobs_ended else 0 end,
        sub_jobs_ended = excluded.sub_jobs_ended
          + case when known.begins_at = excluded.begins_at then known.sub_jobs_ended else 0 end,
        operations_done = excluded.operations_done
          + case when known.begins_at = excluded.begins_at then known.operations_done else 0 end,
        operations_failed = excluded.operations_failed
          + case when known.begins_at = excluded.begins_at then known.operations_failed else 0 end,
        running_change = excluded.running_change
          + case when known.begins_at = excluded.begins_at then known.running_change else 0 end,
        backlog_change = excluded.backlog_change
          + case when known.begins_at = excluded.begins_at then known.backlog_change else 0 end
      where excluded.begins_at >= known.begins_at
      """;

  private record Place(int partition, int slot) {}

  private record Row(
      int eventPartition,
      int slot,
      Instant beginsAt,
      long jobsEnded,
      long subJobsEnded,
      long operationsDone,
      long operationsFailed,
      long runningChange,
      long backlogChange) {}

  /** A batch that catches up may span the whole ring: of one slot only the newest time counts. */
  static final class Additions {
    private final Map<Place, Row> rows = new HashMap<>();

    /**
     * What ended on the way that a batch job went, and how much more or less it had going; {@code
     * before} is null where it is new. Ten seconds in which nothing ended are noted too: which
     * events were read together must make no difference.
     */
    void add(int partition, JobHeader before, List<JobChange.Turn> way) {
      JobHeader last = before;
      for (JobChange.Turn turn : way) {
        Level change = Level.of(turn.header()).minus(Level.of(last));
        add(partition, turn.at(), Ended.between(last, turn.header()), change);
        last = turn.header();
      }
    }

    private void add(int partition, Instant at, Ended ended, Level change) {
      long number = number(at);
      int slot = (int) Math.floorMod(number, (long) ThroughputRow.SLOTS);
      Instant beginsAt = Instant.ofEpochSecond(number * ThroughputRow.SECONDS);
      rows.merge(
          new Place(partition, slot),
          row(partition, slot, beginsAt, ended, change),
          Additions::newer);
    }

    private static Row row(int partition, int slot, Instant beginsAt, Ended ended, Level change) {
      return new Row(
          partition,
          slot,
          beginsAt,
          ended.jobs(),
          ended.subJobs(),
          ended.operationsDone(),
          ended.operationsFailed(),
          change.running(),
          change.backlog());
    }

    private static Row newer(Row known, Row added) {
      int order = known.beginsAt.compareTo(added.beginsAt);
      if (order != 0) {
        return order > 0 ? known : added;
      }
      return new Row(
          known.eventPartition,
          known.slot,
          known.beginsAt,
          known.jobsEnded + added.jobsEnded,
          known.subJobsEnded + added.subJobsEnded,
          known.operationsDone + added.operationsDone,
          known.operationsFailed + added.operationsFailed,
          known.runningChange + added.runningChange,
          known.backlogChange + added.backlogChange);
    }
  }

  private ThroughputTable() {}

  /** Which ten seconds of all time. */
  static long number(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), (long) ThroughputRow.SECONDS);
  }

  static void add(Connection connection, Additions additions) throws SQLException {
    Rows.update(connection, ADD, additions.rows.values());
  }
}
