package dev.windlass.job;

import java.time.Duration;
import java.util.stream.IntStream;

/** A batch job to be created, with the values of most tests where nothing else is said. */
final class JobSpec {
  private int subJobs = 3;
  private int cases = 2;
  private long iterations = 2;
  private Integer failuresToIgnore = 0;
  private String queue = "default";
  private int version = 1;
  private Integer maxConcurrent;
  private Double jobsPerSecond;
  private FailureBudget failureBudget;
  private FailureBudget definitionsBudget;
  private String serialKey;
  private Creation.OnOverlap onOverlap;
  private Definition.Runs runs = Definition.Runs.MANY;

  static JobSpec of(int subJobs) {
    JobSpec spec = new JobSpec();
    spec.subJobs = subJobs;
    return spec;
  }

  JobSpec cases(int count) {
    cases = count;
    return this;
  }

  JobSpec iterations(long count) {
    iterations = count;
    return this;
  }

  JobSpec failuresToIgnore(Integer count) {
    failuresToIgnore = count;
    return this;
  }

  JobSpec queue(String name) {
    queue = name;
    return this;
  }

  JobSpec version(int number) {
    version = number;
    return this;
  }

  JobSpec maxConcurrent(Integer count) {
    maxConcurrent = count;
    return this;
  }

  JobSpec jobsPerSecond(Double rate) {
    jobsPerSecond = rate;
    return this;
  }

  JobSpec failureBudget(FailureBudget budget) {
    failureBudget = budget;
    return this;
  }

  JobSpec definitionsBudget(FailureBudget budget) {
    definitionsBudget = budget;
    return this;
  }

  /** Which holds. */
  FailureBudget budget() {
    return failureBudget == null ? definitionsBudget : failureBudget;
  }

  /** Never two at a time. */
  JobSpec serial(String key, Creation.OnOverlap overlap) {
    serialKey = key;
    onOverlap = overlap;
    runs = Definition.Runs.ONE;
    return this;
  }

  /** The key is that of a schedule over a definition that may run many times at once. */
  JobSpec scheduled(String key, Creation.OnOverlap overlap) {
    serialKey = key;
    onOverlap = overlap;
    return this;
  }

  int cases() {
    return cases;
  }

  long iterations() {
    return iterations;
  }

  Integer failuresToIgnore() {
    return failuresToIgnore;
  }

  Double jobsPerSecond() {
    return jobsPerSecond;
  }

  String serialKey() {
    return serialKey;
  }

  int subJobs() {
    return subJobs;
  }

  Creation creation(boolean start) {
    return new Creation(
        "default",
        "default/geocode",
        subJobs,
        null,
        maxConcurrent,
        jobsPerSecond,
        failureBudget,
        null,
        null,
        start,
        onOverlap,
        serialKey,
        null);
  }

  Snapshot snapshot() {
    return Snapshot.of(
        new Definition(
            "default",
            "geocode",
            version,
            null,
            "simulate",
            null,
            IntStream.range(0, cases)
                .mapToObj(n -> new Definition.Case("case-" + n, null))
                .toList(),
            iterations,
            failuresToIgnore,
            definitionsBudget,
            null,
            null,
            Duration.ofSeconds(30),
            null,
            runs,
            queue,
            null));
  }
}
