package dev.windlass.job;

import static dev.windlass.job.JobStatus.*;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which directive is accepted in which status, and what it sets off. What is not listed is refused.
 * Written once as data: a test visits every cell and prints it into docs/job-lifecycle.md.
 */
public final class DirectiveTable {
  /** What an accepted directive sets off. */
  public enum Action {
    START("a new epoch; queued while the serial key is busy"),
    RESTART("a new epoch that begins when the old one has let go"),
    REPEAT_FAILED("a new epoch that keeps what completed without failures"),
    STOP("running operations are interrupted; stopped when the last worker let go"),
    PAUSE("each sub-job ends its running operation and stops before the next"),
    UNPAUSE("each sub-job continues at its iteration and case"),
    TAKE_PAUSE_BACK("goes on"),
    DELETE("deleted at once"),
    STOP_THEN_DELETE("stopped first, then deleted");

    private final String meaning;

    Action(String meaning) {
      this.meaning = meaning;
    }

    public String meaning() {
      return meaning;
    }
  }

  private static final Map<DirectiveKind, Map<JobStatus, Action>> CELLS =
      new EnumMap<>(DirectiveKind.class);
  private static final Map<JobStatus, Action> REPEAT_FAILED_CELLS = new EnumMap<>(JobStatus.class);

  static {
    for (DirectiveKind kind : DirectiveKind.values()) {
      CELLS.put(kind, new EnumMap<>(JobStatus.class));
    }
    accept(DirectiveKind.START, Action.START, CREATED, STOPPED, PAUSED, COMPLETED, FAILED, INVALID);
    accept(DirectiveKind.START, Action.RESTART, STARTING, RUNNING, PAUSING, STOPPING);
    accept(DirectiveKind.STOP, Action.STOP, QUEUED, STARTING, RESTARTING, RUNNING, PAUSING, PAUSED);
    accept(DirectiveKind.PAUSE, Action.PAUSE, QUEUED, STARTING, RESTARTING, RUNNING);
    accept(DirectiveKind.UNPAUSE, Action.UNPAUSE, PAUSED);
    accept(DirectiveKind.UNPAUSE, Action.TAKE_PAUSE_BACK, PAUSING);
    accept(DirectiveKind.UNPAUSE, Action.START, STOPPED);
    accept(DirectiveKind.DELETE, Action.DELETE, CREATED, STOPPED, COMPLETED, FAILED, INVALID);
    accept(
        DirectiveKind.DELETE,
        Action.STOP_THEN_DELETE,
        QUEUED,
        STARTING,
        RESTARTING,
        RUNNING,
        PAUSING,
        PAUSED,
        STOPPING);
    for (JobStatus status : new JobStatus[] {COMPLETED, FAILED, STOPPED}) {
      REPEAT_FAILED_CELLS.put(status, Action.REPEAT_FAILED);
    }
  }

  private DirectiveTable() {}

  public static Optional<Action> action(
      DirectiveKind directive, boolean onlyFailed, JobStatus status) {
    boolean repeats = onlyFailed && directive == DirectiveKind.START;
    return Optional.ofNullable(
        repeats ? REPEAT_FAILED_CELLS.get(status) : CELLS.get(directive).get(status));
  }

  private static void accept(DirectiveKind directive, Action action, JobStatus... in) {
    for (JobStatus status : in) {
      CELLS.get(directive).put(status, action);
    }
  }
}
