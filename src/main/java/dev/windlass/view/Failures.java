package dev.windlass.view;

import dev.windlass.job.JobHeader;
import dev.windlass.view.FailureGroups.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;

/** What failed in the present start of a batch job, as far as it was told. */
@ApplicationScoped
@ActivateRequestContext
public class Failures {
  /** Of this many the texts are some megabytes. */
  private static final int MOST = 10_000;

  /** The rest of a text stands with its sub-job. */
  private static final int MOST_CHARACTERS = 500;

  /**
   * @param complete whether there were no more than were looked at
   */
  public record Examined(List<FailureGroups.Group> groups, int failures, boolean complete) {}

  /** The newest of them, as many as can be looked at without anybody waiting for it. */
  public Examined newest(JobHeader job) {
    List<Failure> found =
        OperationResultView.find(
                "select o.index, o.iteration, o.caseId, o.at, substring(o.error, 1, "
                    + MOST_CHARACTERS
                    + ") from OperationResultView o where o.batchJobId = ?1"
                    + " and o.error is not null and o.epoch >= ?2 order by o.at desc",
                job.id().value(),
                Math.max(job.epoch(), job.clearedAt()))
            .project(Failure.class)
            .range(0, MOST)
            .list();
    List<Failure> failures = found.subList(0, Math.min(MOST, found.size()));
    return new Examined(
        FailureGroups.of(failures), failures.size(), found.size() == failures.size());
  }
}
