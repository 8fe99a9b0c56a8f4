package dev.windlass.coordinator;

import dev.windlass.job.Grant;
import dev.windlass.job.JobId;

/** A grant in the hands of one worker: a word from any other does not keep it alive. */
record Lease(JobId job, long grant, String incarnation, String nonce) {
  static Lease of(JobId job, Grant grant) {
    return new Lease(job, grant.number(), grant.incarnation(), grant.nonce());
  }
}
