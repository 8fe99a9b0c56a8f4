package dev.windlass.job;

import java.time.Instant;

/** What a coordinator asks of the core. */
public interface Decider {
  /** {@code header} is null where there is no such batch job. */
  Decision decide(JobHeader header, Pages pages, JobInput input, Instant now);

  /** How many tasks this batch job could use now, besides those that wait to be claimed. */
  int wantedTasks(JobHeader header, DispatchState dispatch, Instant now);

  /** From when on a batch job with a pace, which could use none now, may use some. */
  Instant wantedFrom(JobHeader header, DispatchState dispatch, Instant now);
}
