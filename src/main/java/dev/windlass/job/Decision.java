package dev.windlass.job;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of one input: events, the state records that changed (null or absent: unchanged), and
 * what else to send. The shell writes all of it in one transaction.
 *
 * @param header the header after the last event; null where there is no such batch job
 */
public record Decision(
    JobId job,
    JobHeader header,
    List<Recorded> events,
    List<Effect> effects,
    Map<Integer, Page> pages,
    PageIndex index,
    Map<Long, Grant> grants,
    Set<Long> closedGrants,
    DispatchState dispatch,
    DirectiveMemory memory,
    Creation creation,
    Snapshot snapshot,
    SerialKey serialKey,
    Tombstone tombstone) {
  public boolean nothing() {
    return events.isEmpty()
        && effects.isEmpty()
        && pages.isEmpty()
        && index == null
        && grants.isEmpty()
        && closedGrants.isEmpty()
        && dispatch == null
        && memory == null
        && creation == null
        && snapshot == null
        && serialKey == null
        && tombstone == null;
  }
}
