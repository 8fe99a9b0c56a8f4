package dev.windlass.simulation;

import static dev.windlass.simulation.Watch.require;

import dev.windlass.job.JobHeader;
import dev.windlass.job.JobStatus;
import dev.windlass.projection.SimulatedProjection.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of a batch job when a history has come to its end. */
final class JobEnd {
  private final JobPlan plan;
  private final JobHeader header;
  private final Target target;
  private final Database database;
  private final long countsFrom;

  JobEnd(JobWatch seen, Target target, Database database) {
    this.plan = seen.plan();
    this.header = seen.header();
    this.countsFrom = seen.clearedBeganAt();
    this.target = target;
    this.database = database;
  }

  void check() {
    require(
        Objects.equals(header, database.job(plan.id())),
        "job %s: the view says %s and the events %s",
        plan.number(),
        database.job(plan.id()),
        header);
    if (header == null) {
      return;
    }
    require(
        header.openGrants() == 0,
        "job %s has ended, and %s grants are out",
        plan.number(),
        header.openGrants());
    if (header.status() == JobStatus.COMPLETED) {
      completed();
    }
  }

  /** Every operation was really run since the epoch began that holds, and is counted once. */
  private void completed() {
    require(
        header.operationsDone() == plan.operations(),
        "job %s completed with %s operations of %s",
        plan.number(),
        header.operationsDone(),
        plan.operations());
    Map<String, int[]> runs = new HashMap<>();
    for (Target.Run run : target.ended(plan.id())) {
      if (run.beganAt >= countsFrom) {
        int[] of =
            runs.computeIfAbsent(
                run.operation.index()
                    + "/"
                    + run.operation.iteration()
                    + "/"
                    + run.operation.caseIndex(),
                key -> new int[2]);
        of[run.failed ? 1 : 0]++;
      }
    }
    require(
        runs.size() == plan.operations(),
        "job %s completed, and %s of its %s operations were run, not %s",
        plan.number(),
        runs.size(),
        plan.operations(),
        missing(runs.keySet()));
    long surely = runs.values().stream().filter(of -> of[0] == 0).count();
    long perhaps = runs.values().stream().filter(of -> of[1] > 0).count();
    require(
        header.operationsFailed() >= surely && header.operationsFailed() <= perhaps,
        "job %s: %s operations failed by its counts, and %s to %s did",
        plan.number(),
        header.operationsFailed(),
        surely,
        perhaps);
    Map<Integer, List<Target.Run>> bySubJob =
        target.ended(plan.id()).stream()
            .filter(run -> run.beganAt >= countsFrom)
            .collect(Collectors.groupingBy(run -> run.operation.index()));
    bySubJob.forEach(this::results);
  }

  private List<String> missing(Set<String> runs) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < plan.subJobs(); i++) {
      for (int j = 0; j < plan.iterations(); j++) {
        for (int k = 0; k < plan.cases(); k++) {
          String operation = i + "/" + j + "/" + k;
          if (!runs.contains(operation)) {
            missing.add(operation);
          }
        }
      }
    }
    return missing;
  }

  private void results(int subJob, List<Target.Run> runs) {
    boolean succeeded =
        runs.stream()
            .filter(run -> run.operation.caseIndex() == plan.cases() - 1)
            .filter(run -> run.operation.iteration() == plan.iterations() - 1)
            .anyMatch(run -> !run.failed);
    boolean onlySucceeded = runs.stream().noneMatch(run -> run.failed);
    if (succeeded && onlySucceeded) {
      require(
          database.outputs(plan.id(), subJob, header.clearedAt()).contains("output " + subJob),
          "job %s: the result of sub-job %s is missing",
          plan.number(),
          subJob);
    }
  }
}
