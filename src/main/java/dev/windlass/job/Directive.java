package dev.windlass.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a client asks for. The id is given by the client or derived, and makes a repeat the same
 * directive. {@code creation} stands in a create only, {@code snapshot} in whatever may begin an
 * epoch: create with start, start, unpause.
 *
 * @param origin where it was asked, for the audit; null where nobody says so
 */
public record Directive(
    String id,
    JobId job,
    DirectiveKind directive,
    String requestedBy,
    String origin,
    Instant time,
    Options options,
    Creation creation,
    Snapshot snapshot)
    implements JobInput {
  public Directive {
    options = options == null ? Options.NONE : options;
  }

  public Directive(
      String id,
      JobId job,
      DirectiveKind directive,
      String requestedBy,
      Instant time,
      Options options,
      Creation creation,
      Snapshot snapshot) {
    this(id, job, directive, requestedBy, null, time, options, creation, snapshot);
  }

  public Directive from(String place) {
    return new Directive(id, job, directive, requestedBy, place, time, options, creation, snapshot);
  }

  /**
   * @param jobsPerSecond start and unpause: how many sub-jobs may begin per second, at most
   * @param onlyFailed start: keep what succeeded
   * @param reset stop: forget counts and results; absent means true
   * @param until pause: when it ends by itself
   * @param ramp unpause: how long it takes to come up to jobsPerSecond
   * @param onlyIf refuse in any other status
   * @param expectEpoch refuse in any other epoch
   */
  public record Options(
      Double jobsPerSecond,
      boolean onlyFailed,
      Boolean reset,
      Instant until,
      Duration ramp,
      Set<JobStatus> onlyIf,
      Integer expectEpoch) {
    public static final Options NONE = new Options(null, false, null, null, null, null, null);

    public Options {
      onlyIf = onlyIf == null ? Set.of() : onlyIf;
    }

    public Options withOnlyIf(Set<JobStatus> statuses) {
      return new Options(jobsPerSecond, onlyFailed, reset, until, ramp, statuses, expectEpoch);
    }

    public boolean resets() {
      return reset == null || reset;
    }
  }
}
