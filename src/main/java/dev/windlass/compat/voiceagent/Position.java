package dev.windlass.compat.voiceagent;

import dev.windlass.job.Begun;
import dev.windlass.job.JobHeader;
import dev.windlass.view.SubJobDetail;

/**
 * Where a sub-job that has not ended stands: iterations are counted from 1, cases from 0.
 *
 * @param percent null for infinite iterations
 */
record Position(long iteration, int caseIndex, Double percent) {
  static Position of(JobHeader header, SubJobDetail detail) {
    Begun at = detail.row().begun();
    return at == null
        ? new Position(1, 0, percent(header, 0))
        : new Position(at.iteration() + 1, at.caseIndex(), percent(header, at.done()));
  }

  /** How many of so many cases were executed at least once. */
  int executed(int cases) {
    return iteration > 1 ? cases : caseIndex;
  }

  private static Double percent(JobHeader header, long done) {
    if (header.work() == null) {
      return 0.0;
    }
    long all = header.work().operationsPerSubJob();
    return all == 0 ? null : Double.valueOf(done * 10_000 / all / 100.0);
  }
}
