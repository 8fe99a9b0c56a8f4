package dev.windlass.projection;

import dev.windlass.job.JobHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** The table {@code sweep}: what is to be deleted, a slice at a time. */
final class SweepTable {
  static final String CLEARED = "cleared";
  static final String PURGED = "purged";

  private static final String NOTE =
      """
      insert into sweep as known
        (batch_job_id, reason, below_epoch, next_index, sub_jobs, input_id, due_at)
      select row.batch_job_id, row.reason, row.below_epoch, 0, 0, job.input ->> 'id', row.due_at
      from json_to_recordset(cast(? as json)) as row
        (batch_job_id uuid, reason text, below_epoch int, due_at timestamptz)
      left join batch_job job on job.id = row.batch_job_id
      on conflict (batch_job_id, reason) do update set
        below_epoch = greatest(known.below_epoch, excluded.below_epoch), next_index = 0
      """;

  record Note(UUID batchJobId, String reason, int belowEpoch, Instant dueAt) {
    /** Results of epochs before the one that began with nothing. */
    static Note cleared(JobHeader job, Instant at) {
      return new Note(job.id().value(), CLEARED, job.clearedAt(), at);
    }

    static Note purged(UUID job, Instant at) {
      return new Note(job, PURGED, Integer.MAX_VALUE, at);
    }
  }

  private SweepTable() {}

  /** Before the batch job's row goes, because it names the input. */
  static void note(Connection connection, Collection<Note> notes) throws SQLException {
    Rows.update(connection, NOTE, notes);
  }
}
