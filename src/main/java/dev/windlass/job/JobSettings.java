package dev.windlass.job;

import java.time.Duration;
import java.util.Set;

/**
 * The limits that deciding obeys.
 *
 * @param queues the closed list of queues: their topics exist
 * @param retention how long an ended batch job is kept
 * @param controlRetention how long workers may still ask for an ended job's control record
 * @param snapshotAfter after how long a job that still lives is told anew
 * @param grantTarget how much work a grant of short sub-jobs is to hold
 * @param lookAhead how far ahead paced beginnings are reserved
 */
public record JobSettings(
    Set<String> queues,
    Duration retention,
    Duration controlRetention,
    Duration snapshotAfter,
    Duration grantTarget,
    Duration lookAhead) {
  public static JobSettings defaults(Set<String> queues) {
    return new JobSettings(
        queues,
        Duration.ofDays(14),
        Duration.ofHours(1),
        Duration.ofDays(10),
        Duration.ofMillis(200),
        Duration.ofSeconds(1));
  }
}
