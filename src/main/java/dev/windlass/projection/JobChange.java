package dev.windlass.projection;

import dev.windlass.job.Creation;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a batch of events does to one batch job. It does not depend on where a batch begins and
 * ends: whoever reads the log anew comes to the same rows.
 *
 * @param header the newest; null only where nothing but the purge is known
 * @param creation where the batch has it, however old
 * @param turns what to remember of the way to the newest header, oldest first
 * @param at the time of the newest event
 */
record JobChange(
    JobId job,
    JobHeader header,
    Creation creation,
    boolean purged,
    List<Turn> turns,
    Instant at,
    int partition,
    long offset) {

  /** The last header of an epoch, or before an end, or of ten seconds, of which others follow. */
  record Turn(JobHeader header, Instant at) {}

  /** The version decides, not the order: an event may be sent again when newer ones are there. */
  JobChange then(JobChange later) {
    if (isOlder(later)) {
      return later.purged ? asPurged() : this;
    }
    return new JobChange(
        job,
        later.header == null ? header : later.header,
        later.creation == null ? creation : later.creation,
        purged || later.purged,
        later.header == null || header == null ? turns : turnsBefore(later),
        later.at,
        later.partition,
        later.offset);
  }

  /** All headers that count for what ended, oldest first. */
  List<Turn> way() {
    List<Turn> way = new ArrayList<>(turns);
    way.add(new Turn(header, at));
    return way;
  }

  private boolean isOlder(JobChange later) {
    return header != null && later.header != null && later.header.version() <= header.version();
  }

  private JobChange asPurged() {
    return new JobChange(job, header, creation, true, turns, at, partition, offset);
  }

  private List<Turn> turnsBefore(JobChange next) {
    if (next.header.epoch() == header.epoch()
        && Ended.over(next.header) == Ended.over(header)
        && ThroughputTable.number(next.at) == ThroughputTable.number(at)) {
      return turns;
    }
    List<Turn> more = new ArrayList<>(turns);
    more.add(new Turn(header, at));
    return more;
  }
}
