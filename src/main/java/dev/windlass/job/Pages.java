package dev.windlass.job;

import java.util.List;
import java.util.Optional;

/**
 * What the decider may look up of the batch job it decides for. Everything is immutable and loaded
 * on demand.
 */
public interface Pages {
  /** The page as it was stored, of whatever epoch; empty where none ever was. */
  Optional<Page> page(int number);

  /** The index of the present epoch; empty before the first start. */
  Optional<PageIndex> index();

  Optional<Grant> grant(long number);

  /** Every grant that is not let go, of any epoch. */
  List<Grant> grants();

  DispatchState dispatch();

  DirectiveMemory memory();

  /** What the present epoch runs; empty before the first start. */
  Optional<Snapshot> snapshot();

  /** What never changes: arguments, labels, input. */
  Optional<Creation> creation();

  /** Who holds the given serial key. */
  SerialKey serialKey(String namespace, String key);

  Optional<Tombstone> tombstone();

  /**
   * How long a sub-job of this version of a definition took lately, whichever batch job ran it; 0
   * where nobody knows. A guess that may be wrong: it is the first estimate of a new epoch.
   */
  long usualMicros(String definition, int version);
}
