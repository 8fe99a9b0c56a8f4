package dev.windlass.job;

/** What the clock says. One that no longer fits the job does nothing. */
public sealed interface Deadline extends JobInput {
  /** Nothing was heard of a grant for a lease's length. */
  record LeaseEnded(JobId job, long grant) implements Deadline {}

  /** It is this batch job's turn to send up to so many tasks. */
  record TasksDue(JobId job, int most) implements Deadline {}

  /** One that was set by {@link Effect.SetDeadline}, or that stands in the job's own state. */
  record Due(JobId job, Kind kind) implements Deadline {}

  enum Kind {
    /** Tasks that nobody claimed are sent again, at {@link DispatchState#resendAt}. */
    RESEND_TASKS,
    /** A pause ends by itself. */
    PAUSE_ENDS,
    /** Nobody needs the control record of an ended job any more. */
    FORGET_CONTROL,
    /** An ended job's retention is over. */
    PURGE,
    /** A job outlives its events and is told anew. */
    SNAPSHOT
  }
}
