package dev.windlass.job;

import java.time.Duration;

/**
 * What deciding needs to know of a definition; all else stays with the snapshot that the workers
 * read.
 */
public record Work(
    int cases,
    long iterations,
    Integer failuresToIgnore,
    String queue,
    Definition.Priority priority,
    Definition.Runs runs,
    Duration stopTimeout) {
  public static Work of(Definition definition) {
    return new Work(
        definition.cases().size(),
        definition.iterations(),
        definition.failuresToIgnore(),
        definition.queue(),
        definition.priority(),
        definition.runs(),
        definition.stopTimeout());
  }

  /** 0 when iterations are infinite. */
  public long operationsPerSubJob() {
    return iterations * cases;
  }

  public boolean infinite() {
    return iterations == 0;
  }
}
