package dev.windlass.simulation;

import dev.windlass.job.Creation;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.Definition;
import dev.windlass.job.FailureBudget;
import dev.windlass.job.JobId;
import dev.windlass.job.Snapshot;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A batch job of a scenario and how its operations go.
 *
 * @param failing how many of its operations fail, 0..1
 * @param argumentBytes how large its arguments are
 */
record JobPlan(
    int number,
    int slot,
    int subJobs,
    int cases,
    long iterations,
    Integer maxConcurrent,
    Double jobsPerSecond,
    Integer failuresToIgnore,
    String serialKey,
    OnOverlap onOverlap,
    String queue,
    int operationMillis,
    double failing,
    int retries,
    boolean ignoresInterrupts,
    int argumentBytes,
    FailureBudget budget) {
  static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  static JobPlan of(int number, int subJobs, int operationMillis) {
    return new JobPlan(
        number,
        7,
        subJobs,
        1,
        1,
        null,
        null,
        null,
        null,
        null,
        "default",
        operationMillis,
        0,
        0,
        false,
        0,
        null);
  }

  JobPlan maxConcurrent(int most) {
    return with(plan -> plan.maxConcurrent = most);
  }

  JobPlan jobsPerSecond(double rate) {
    return with(plan -> plan.jobsPerSecond = rate);
  }

  JobPlan operations(int ofCases, long ofIterations) {
    return with(
        plan -> {
          plan.cases = ofCases;
          plan.iterations = ofIterations;
        });
  }

  JobPlan failing(double often, Integer ignored, int tries) {
    return with(
        plan -> {
          plan.failing = often;
          plan.failuresToIgnore = ignored;
          plan.retries = tries;
        });
  }

  JobPlan serial(String key, OnOverlap overlap) {
    return with(
        plan -> {
          plan.serialKey = key;
          plan.onOverlap = overlap;
        });
  }

  JobPlan queue(String name) {
    return with(plan -> plan.queue = name);
  }

  JobPlan ignoringInterrupts() {
    return with(plan -> plan.ignoresInterrupts = true);
  }

  JobPlan arguments(int bytes) {
    return with(plan -> plan.argumentBytes = bytes);
  }

  JobPlan budget(FailureBudget most) {
    return with(plan -> plan.budget = most);
  }

  JobPlan subJobs(int count) {
    return with(plan -> plan.subJobs = count);
  }

  private JobPlan with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.build();
  }

  /** A plan being changed. */
  private static final class Draft {
    private final JobPlan base;
    private int subJobs;
    private int cases;
    private long iterations;
    private Integer maxConcurrent;
    private Double jobsPerSecond;
    private Integer failuresToIgnore;
    private String serialKey;
    private OnOverlap onOverlap;
    private String queue;
    private double failing;
    private int retries;
    private boolean ignoresInterrupts;
    private int argumentBytes;
    private FailureBudget budget;

    private Draft(JobPlan plan) {
      base = plan;
      subJobs = plan.subJobs;
      cases = plan.cases;
      iterations = plan.iterations;
      maxConcurrent = plan.maxConcurrent;
      jobsPerSecond = plan.jobsPerSecond;
      failuresToIgnore = plan.failuresToIgnore;
      serialKey = plan.serialKey;
      onOverlap = plan.onOverlap;
      queue = plan.queue;
      failing = plan.failing;
      retries = plan.retries;
      ignoresInterrupts = plan.ignoresInterrupts;
      argumentBytes = plan.argumentBytes;
      budget = plan.budget;
    }

    private JobPlan build() {
      return new JobPlan(
          base.number,
          base.slot,
          subJobs,
          cases,
          iterations,
          maxConcurrent,
          jobsPerSecond,
          failuresToIgnore,
          serialKey,
          onOverlap,
          queue,
          base.operationMillis,
          failing,
          retries,
          ignoresInterrupts,
          argumentBytes,
          budget);
    }
  }

  JobId id() {
    return JobId.of(World.START, slot, number);
  }

  long operations() {
    return subJobs * iterations * cases;
  }

  Creation creation(boolean start) {
    return new Creation(
        "default",
        "trial-" + number,
        subJobs,
        null,
        maxConcurrent,
        jobsPerSecond,
        null,
        argumentBytes == 0 ? Map.of() : Map.of("padding", "x".repeat(argumentBytes)),
        Map.of(),
        start,
        onOverlap,
        serialKey,
        null);
  }

  Snapshot snapshot() {
    return Snapshot.of(
        new Definition(
            "default",
            "trial-" + number,
            1,
            null,
            Target.HANDLER,
            Map.of(),
            IntStream.range(0, cases)
                .mapToObj(n -> new Definition.Case("case-" + n, null))
                .toList(),
            iterations,
            failuresToIgnore,
            budget,
            new Definition.Retries(retries, Duration.ofMillis(200), Duration.ofSeconds(2)),
            null,
            STOP_TIMEOUT,
            null,
            serialKey == null ? Definition.Runs.MANY : Definition.Runs.ONE,
            queue,
            null));
  }
}
