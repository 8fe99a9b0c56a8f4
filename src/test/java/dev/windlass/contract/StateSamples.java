package dev.windlass.contract;

import dev.windlass.dispatch.Reservation;
import dev.windlass.job.DirectiveMemory;
import dev.windlass.job.DispatchState;
import dev.windlass.job.Grant;
import dev.windlass.job.PageIndex;
import dev.windlass.job.Range;
import dev.windlass.job.SerialKey;
import dev.windlass.job.Snapshot;
import dev.windlass.job.Tombstone;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/** Records that no topic shows, but that the coordinator's stores keep over versions. */
final class StateSamples {
  private StateSamples() {}

  static List<Object> all() {
    return List.of(
        new Grant(
            1600,
            "9b2e",
            1,
            Samples.INCARNATION,
            2,
            Samples.LATER,
            List.of(new Range(1050, 2)),
            List.of(Samples.BEGUN),
            1,
            1,
            0,
            0),
        new DispatchState(
            1599,
            bits(0, 2),
            1602,
            3,
            Samples.LATER,
            new Reservation(Samples.LATER.minusMillis(999), Duration.ofMillis(1), 100, 10, 7),
            1500,
            1,
            Samples.LATER,
            1600,
            32),
        new DirectiveMemory(
            List.of(
                new DirectiveMemory.Entry("directive-1", null),
                new DirectiveMemory.Entry("directive-2", "not-allowed"))),
        new PageIndex(2, bits(1), bits(0, 1), bits()),
        Snapshot.missing("the definition is gone"),
        new SerialKey(Samples.JOB, Samples.OTHER),
        new Tombstone(Tombstone.Reason.SKIPPED, Samples.LATER, Samples.OTHER));
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}
