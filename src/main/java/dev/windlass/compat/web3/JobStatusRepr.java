package dev.windlass.compat.web3;

import java.time.Instant;
import java.util.List;

/** A job with its present status, before it is written as XML, JSON or HTML; null is not there. */
record JobStatusRepr(
    JobType type,
    JobState state,
    String address,
    String parameters,
    String id,
    String identity,
    String workerId,
    String statusMessage,
    Instant created,
    Instant updated,
    Instant completed,
    Progress progress,
    List<Data> jobData) {
  /** Percent is {@code count * 100 / target}. */
  record Progress(Instant started, long count, Long target) {}

  /** Where something that belongs to the job can be had. */
  record Data(String id, String address, String contentType, String name) {}
}
