package dev.windlass.job;

import dev.windlass.job.DirectiveTable.Action;
import java.util.Locale;
import java.util.Optional;

/**
 * What a batch job's header alone says against a directive. The coordinator refuses for what it
 * knows besides, too: a queue that is full, a status or an epoch that the directive did not expect.
 */
public final class Legality {
  private Legality() {}

  /** Empty where nothing speaks against it. */
  public static Optional<Refused> refusal(
      JobHeader header, DirectiveKind directive, boolean onlyFailed) {
    return DirectiveTable.action(directive, onlyFailed, header.status())
        .map(action -> refusal(header, action))
        .orElseGet(() -> Optional.of(illegal(header, directive)));
  }

  private static Optional<Refused> refusal(JobHeader header, Action action) {
    if (action == Action.RESTART && header.after() == JobStatus.DELETED) {
      return Optional.of(new Refused(Refusal.DELETING, "the batch job is being deleted"));
    }
    return action == Action.REPEAT_FAILED && nothingToRepeat(header)
        ? Optional.of(
            new Refused(
                Refusal.NOTHING_TO_REPEAT,
                "nothing of this batch job failed or is left over: start it without only"))
        : Optional.empty();
  }

  private static Refused illegal(JobHeader header, DirectiveKind directive) {
    String name = directive.name().toLowerCase(Locale.ROOT);
    return new Refused(
        Refusal.ILLEGAL,
        name + " is not possible while the batch job is " + header.status().label());
  }

  private static boolean nothingToRepeat(JobHeader header) {
    boolean wasReset = header.startTime() == null && header.counts().completed() == 0;
    return wasReset || header.counts().completed() == header.subJobs();
  }
}
