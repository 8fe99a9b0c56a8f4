package dev.windlass.job;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** An event that moved a batch job from one status to another; null where there is no job. */
record Step(JobStatus from, String event, JobStatus to) implements Comparable<Step> {
  private static final Comparator<Step> ORDER =
      Comparator.comparing(Step::from, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Step::to, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Step::event);

  /** The steps among the events of a decision about a job that was in this status before. */
  static Set<Step> of(JobHeader before, Decision decision) {
    Set<Step> steps = new TreeSet<>();
    JobStatus from = before == null ? null : before.status();
    for (Recorded recorded : decision.events()) {
      boolean purged = recorded.event() instanceof JobEvent.JobPurged;
      JobStatus to = purged || recorded.header() == null ? null : recorded.header().status();
      boolean begins = recorded.event().getClass().getSimpleName().startsWith("Job");
      boolean snapshot = recorded.event() instanceof JobEvent.JobSnapshot;
      if (from != to || begins && !snapshot) {
        steps.add(new Step(from, recorded.event().getClass().getSimpleName(), to));
      }
      from = to;
    }
    return steps;
  }

  @Override
  public int compareTo(Step other) {
    return ORDER.compare(this, other);
  }
}
