package dev.windlass.compat.web3;

import dev.windlass.job.JobHeader;
import dev.windlass.view.BatchJobRow;
import java.time.Instant;

/**
 * A job and the batch job that stands for it.
 *
 * @param id that of the first batch job that stood for it
 * @param standing null where it was never changed
 */
record Job(String id, BatchJobRow row, Standing standing) {
  JobHeader header() {
    return row.header();
  }

  JobState state() {
    return JobState.of(row.header());
  }

  String batchJob() {
    return row.header().id().toString();
  }

  Instant created() {
    return standing == null ? row.header().createdTime() : standing.created();
  }

  String identity() {
    return standing == null ? row.header().requestedBy() : standing.identity();
  }

  /** The standing of one that was never changed is that it stands for itself. */
  Standing standingOrOwn() {
    return standing == null ? new Standing(batchJob(), null, created(), identity()) : standing;
  }
}
