package dev.windlass.job;

import java.time.Instant;

/**
 * What is remembered of a batch job that is not there: deleted, or never created because another
 * ran ({@code active}).
 */
public record Tombstone(Reason reason, Instant at, JobId active) {
  public enum Reason {
    DELETED,
    SKIPPED
  }
}
