package dev.windlass.job;

import java.util.BitSet;

/**
 * A few bits per page, so that the next page with work is found without reading pages: which have
 * sub-jobs that can be granted, which have some in a worker's hands, which have failed ones or ones
 * with errors. It always speaks of the present epoch: a new epoch rewrites this one small record
 * and touches no page.
 */
public record PageIndex(int pages, BitSet grantable, BitSet held, BitSet failures) {
  /** Nothing stored yet: every page is waiting. */
  public static PageIndex allWaiting(int pages) {
    BitSet all = new BitSet(pages);
    all.set(0, pages);
    return new PageIndex(pages, all, new BitSet(), new BitSet());
  }

  public static int pagesOf(int subJobs) {
    return (subJobs + Page.SIZE - 1) / Page.SIZE;
  }

  /**
   * The index of an epoch that keeps what completed without failures: whatever else there was waits
   * again.
   */
  public PageIndex keepingSuccesses() {
    BitSet again = (BitSet) grantable.clone();
    again.or(held);
    again.or(failures);
    return new PageIndex(pages, again, new BitSet(), new BitSet());
  }

  public PageIndex with(Page page) {
    if (grantable.get(page.number()) == page.hasGrantable()
        && held.get(page.number()) == page.hasHeld()
        && failures.get(page.number()) == page.hasFailures()) {
      return this;
    }
    return new PageIndex(
        pages,
        changed(grantable, page.number(), page.hasGrantable()),
        changed(held, page.number(), page.hasHeld()),
        changed(failures, page.number(), page.hasFailures()));
  }

  /** The lowest page at or after {@code from} that has something to grant, or -1. */
  public int nextGrantable(int from) {
    return grantable.nextSetBit(from);
  }

  private static BitSet changed(BitSet bits, int at, boolean value) {
    if (bits.get(at) == value) {
      return bits;
    }
    BitSet copy = (BitSet) bits.clone();
    copy.set(at, value);
    return copy;
  }
}
