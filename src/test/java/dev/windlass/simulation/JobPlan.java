package dev.windlass.simulation;

import dev.windlass.job.Creation;
import dev.windlass.job.Creation.OnOverlap;
import dev.windlass.job.Definition;
import dev.windlass.job.FailureBudget;
import dev.windlass.job.JobId;
import dev.windlass.job.Snapshot;
import java.time.Duration;
import java.util.Map;
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
    return new JobPlan(
        number,
        slot,
        subJobs,
        cases,
        iterations,
        most,
        jobsPerSecond,
        failuresToIgnore,
        serialKey,
        onOverlap,
        queue,
        operationMillis,
        failing,
        retries,
        ignoresInterrupts,
        argumentBytes,
        budget);
  }

  JobPlan jobsPerSecond(double rate) {
    return new JobPlan(
        number,
        slot,
        subJobs,
        cases,
        iterations,
        maxConcurrent,
        rate,
        failuresToIgnore,
        serialKey,
        onOverlap,
        queue,
        operationMillis,
        failing,
        retries,
        ignoresInterrupts,
        argumentBytes,
        budget);
  }

  JobPlan operations(int ofCases, long ofIterations) {
    return new JobPlan(
        number,
        slot,
        subJobs,
        ofCases,
        ofIterations,
        maxConcurrent,
        jobsPerSecond,
        failuresToIgnore,
        serialKey,
        onOverlap,
        queue,
        operationMillis,
        failing,
        retries,
        ignoresInterrupts,
        argumentBytes,
        budget);
  }

  JobPlan failing(double often, Integer ignored, int tries) {
    return new JobPlan(
        number,
        slot,
        subJobs,
        cases,
        iterations,
        maxConcurrent,
        jobsPerSecond,
        ignored,
        serialKey,
        onOverlap,
        queue,
        operationMillis,
        often,
        tries,
        ignoresInterrupts,
        argumentBytes,
        budget);
  }

  JobPlan serial(String key, OnOverlap overlap) {
    return new JobPlan(
        number,
        slot,
        subJobs,
        cases,
        iterations,
        maxConcurrent,
        jobsPerSecond,
        failuresToIgnore,
        key,
        overlap,
        queue,
        operationMillis,
        failing,
        retries,
        ignoresInterrupts,
        argumentBytes,
        budget);
  }

  JobPlan queue(String name) {
    return new JobPlan(
        number,
        slot,
        subJobs,
        cases,
        iterations,
        maxConcurrent,
        jobsPerSecond,
        failuresToIgnore,
        serialKey,
        onOverlap,
        name,
        operationMillis,
        failing,
        retries,
        ignoresInterrupts,
        argumentBytes,
        budget);
  }

  JobPlan ignoringInterrupts() {
    return new JobPlan(
        number,
        slot,
        subJobs,
        cases,
        iterations,
        maxConcurrent,
        jobsPerSecond,
        failuresToIgnore,
        serialKey,
        onOverlap,
        queue,
        operationMillis,
        failing,
        retries,
        true,
        argumentBytes,
        budget);
  }

  JobPlan arguments(int bytes) {
    return new JobPlan(
        number,
        slot,
        subJobs,
        cases,
        iterations,
        maxConcurrent,
        jobsPerSecond,
        failuresToIgnore,
        serialKey,
        onOverlap,
        queue,
        operationMillis,
        failing,
        retries,
        ignoresInterrupts,
        bytes,
        budget);
  }

  JobPlan budget(FailureBudget most) {
    return new JobPlan(
        number,
        slot,
        subJobs,
        cases,
        iterations,
        maxConcurrent,
        jobsPerSecond,
        failuresToIgnore,
        serialKey,
        onOverlap,
        queue,
        operationMillis,
        failing,
        retries,
        ignoresInterrupts,
        argumentBytes,
        most);
  }

  JobPlan subJobs(int count) {
    return new JobPlan(
        number,
        slot,
        count,
        cases,
        iterations,
        maxConcurrent,
        jobsPerSecond,
        failuresToIgnore,
        serialKey,
        onOverlap,
        queue,
        operationMillis,
        failing,
        retries,
        ignoresInterrupts,
        argumentBytes,
        budget);
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
