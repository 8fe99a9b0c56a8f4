package dev.windlass.projection;

import dev.windlass.job.Creation;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a batch of events does to one batch job.
 *
 * @param header the newest; null only where nothing but the purge is known
 * @param creation where the batch has it, however old
 * @param turns the last header of each epoch that ended within the batch, oldest first
 * @param at the time of the newest event
 */
record JobChange(
    JobId job,
    JobHeader header,
    Creation creation,
    boolean purged,
    List<JobHeader> turns,
    Instant at,
    int partition,
    long offset) {

  JobChange then(JobChange later) {
    return new JobChange(
        job,
        later.header == null ? header : later.header,
        later.creation == null ? creation : later.creation,
        purged || later.purged,
        later.header == null || header == null ? turns : turnsBefore(later.header),
        later.at,
        later.partition,
        later.offset);
  }

  /** All headers that count for what ended, oldest first. */
  List<JobHeader> chain(JobHeader before) {
    List<JobHeader> chain = new ArrayList<>();
    chain.add(before);
    chain.addAll(turns);
    chain.add(header);
    return chain;
  }

  private List<JobHeader> turnsBefore(JobHeader next) {
    if (next.epoch() == header.epoch()) {
      return turns;
    }
    List<JobHeader> more = new ArrayList<>(turns);
    more.add(header);
    return more;
  }
}
