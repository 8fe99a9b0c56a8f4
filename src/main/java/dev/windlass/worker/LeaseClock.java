package dev.windlass.worker;

import java.time.Duration;

/**
 * Whether a grant is surely still this worker's. Its lease is known to have run at an instant of
 * this process' monotonic clock: when the claim was sent that the grant answers, or when progress
 * was sent that the broker has acknowledged. Half a lease after that nothing may begin, and from
 * then on only the coordinator's word helps.
 */
final class LeaseClock {
  private final long halfLease;
  private long confirmedAt;
  private boolean lapsed;
  private boolean asked;

  private LeaseClock(Duration lease, long confirmedAt, boolean lapsed) {
    this.halfLease = lease.toNanos() / 2;
    this.confirmedAt = confirmedAt;
    this.lapsed = lapsed;
  }

  static LeaseClock from(Duration lease, long claimSentAt) {
    return new LeaseClock(lease, claimSentAt, false);
  }

  /** For a grant of which nobody knows when it was made: it needs to be renewed first. */
  static LeaseClock unknown(Duration lease, long now) {
    return new LeaseClock(lease, now, true);
  }

  /** May an operation begin? The first refusal stands until {@link #renewed}. */
  synchronized boolean holds(long now) {
    lapsed |= now - confirmedAt >= halfLease;
    return !lapsed;
  }

  synchronized boolean lapsed() {
    return lapsed;
  }

  /** The broker has the progress that was sent then, whether or not it asked for renewal. */
  synchronized void acknowledged(long sentAt, boolean askedForRenewal) {
    confirmedAt = sentAt - confirmedAt > 0 ? sentAt : confirmedAt;
    asked |= lapsed && askedForRenewal;
  }

  /**
   * The coordinator says that the lease goes on: it has read progress that asked for it, and all
   * that was acknowledged since extends it. An answer to an earlier lapse says nothing about this.
   */
  synchronized void renewed() {
    if (asked) {
      lapsed = false;
      asked = false;
    }
  }
}
