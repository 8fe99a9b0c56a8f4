package dev.windlass.job;

import java.time.Instant;

/**
 * Decides what an input does to a batch job. Pure: it knows no clock, no log and no database, and
 * changes nothing that it is given.
 */
public final class JobDecider {
  private final JobSettings settings;

  public JobDecider(JobSettings settings) {
    this.settings = settings;
  }

  /** {@code header} is null where there is no such batch job. */
  public Decision decide(JobHeader header, Pages pages, JobInput input, Instant now) {
    throw new IllegalStateException("undecided");
  }

  /** How many tasks this batch job could use now, besides those that wait to be claimed. */
  public int wantedTasks(JobHeader header, DispatchState dispatch, Instant now) {
    throw new IllegalStateException("undecided");
  }
}
