package dev.windlass.job;

import dev.windlass.job.JobEvent.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One decision being made: collects what changes, over what is stored, and gives it as a {@link
 * Decision}. The header changes by events only; pages, grants and the numbers over them are
 * gathered first and go out with the event that tells of them.
 */
final class Turn {
  final JobId job;
  final Pages pages;
  final Instant now;

  private JobHeader header;
  private DirectiveOutcome outcome;
  private final List<Recorded> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Map<Integer, Page> changedPages = new LinkedHashMap<>();
  private final TreeMap<Integer, Page.Editor> editing = new TreeMap<>();
  private final Map<Long, Grant> grants = new LinkedHashMap<>();
  private final Set<Long> closedGrants = new HashSet<>();
  private PageIndex index;
  private DispatchState dispatch;
  private DirectiveMemory memory;
  private Creation creation;
  private Snapshot snapshot;
  private SerialKey serialKey;
  private Tombstone tombstone;
  private Counting counting;

  /** The header's numbers while sub-jobs change. */
  private static final class Counting {
    /** Those that are granted stand among the waiting at first: there they are counted from 0. */
    private final int[] bySubJobStatus = new int[SubJobStatus.values().length];

    private long done;
    private long failed;
    private long nextGrant;
    private int open;
    private int stale;
    private int grantedBefore;

    int granted() {
      return grantedBefore + bySubJobStatus[SubJobStatus.GRANTED.ordinal()];
    }
  }

  Turn(JobId job, JobHeader header, Pages pages, Instant now) {
    this.job = job;
    this.header = header;
    this.pages = pages;
    this.now = now;
  }

  JobHeader header() {
    return header;
  }

  // --- events and effects

  /** The first event from here on tells what became of the directive. */
  void outcome(DirectiveOutcome what) {
    this.outcome = what;
  }

  void event(JobEvent event) {
    event(event, null);
  }

  private void event(JobEvent event, Page page) {
    if (header != null || event instanceof JobEvent.JobCreated) {
      header = JobEvolution.evolve(header, event);
    }
    events.add(new Recorded(job, event, header, page, outcome));
    outcome = null;
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  void reply(String incarnation, int partition, Reply reply) {
    effects.add(new Effect.SendReply(incarnation, partition, reply));
  }

  // --- state records

  DispatchState dispatch() {
    return dispatch != null ? dispatch : pages.dispatch();
  }

  void dispatch(DispatchState changed) {
    dispatch = changed;
  }

  PageIndex index() {
    return index != null
        ? index
        : pages.index().orElseGet(() -> PageIndex.allWaiting(header.pages()));
  }

  Creation creation() {
    return creation != null
        ? creation
        : pages
            .creation()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "batch job " + job + " has a header and no creation"));
  }

  void creation(Creation created) {
    creation = created;
  }

  DirectiveMemory memory() {
    return memory != null ? memory : pages.memory();
  }

  void memory(DirectiveMemory changed) {
    memory = changed;
  }

  void snapshot(Snapshot begun) {
    snapshot = begun;
  }

  SerialKey serialKey() {
    return serialKey != null ? serialKey : pages.serialKey(header.namespace(), header.serialKey());
  }

  void serialKey(SerialKey changed) {
    serialKey = changed;
  }

  void tombstone(Tombstone placed) {
    tombstone = placed;
  }

  /** A new epoch's index: no page is touched, they read as their epoch says. */
  void newEpochIndex(boolean keepsSucceeded) {
    index = keepsSucceeded ? index().keepingSuccesses() : PageIndex.allWaiting(header.pages());
    long usual = pages.usualMicros(header.definition(), header.definitionVersion());
    dispatch = dispatch().newEpoch(usual);
  }

  // --- sub-jobs

  Page page(int number) {
    Page.Editor editor = editing.get(number);
    return editor != null
        ? editor.view()
        : changedPages.containsKey(number) ? changedPages.get(number) : stored(number);
  }

  private Page stored(int number) {
    return pages
        .page(number)
        .orElseGet(
            () ->
                Page.filled(number, 0, Page.sizeOf(number, header.subJobs()), SubJobStatus.WAITING))
        .asOf(header.epoch(), header.clearedAt());
  }

  void move(int subJob, SubJobStatus to) {
    move(new Range(subJob, 1), to);
  }

  /** Moves neighbours to another status, in their pages and in the numbers. */
  void move(Range range, SubJobStatus to) {
    for (int from = range.from(); from < range.end(); ) {
      Page.Editor editor = editor(from);
      Range here = new Range(from, Math.min(range.end(), editor.view().end()) - from);
      editor.set(here, to, counting().bySubJobStatus);
      if (to.ended()) {
        editor.forget(here);
      }
      from = here.end();
    }
  }

  void remember(Begun begun) {
    editor(begun.index()).begun(begun);
  }

  private Page.Editor editor(int subJob) {
    return editing.computeIfAbsent(Page.of(subJob), number -> page(number).edit());
  }

  void operations(long done, long failed) {
    counting().done += done;
    counting().failed += failed;
  }

  long operationsDone() {
    return counting().done;
  }

  int openGrants() {
    return counting == null ? header.openGrants() : counting.open;
  }

  int endedSubJobs() {
    return counting == null ? header.counts().ended() : tally().counts().ended();
  }

  Counts counts() {
    return counting == null ? header.counts() : tally().counts();
  }

  // --- grants

  long nextGrant() {
    return counting().nextGrant;
  }

  /** As it stands now: one input may speak of a grant more than once. */
  Optional<Grant> grant(long number) {
    if (closedGrants.contains(number)) {
      return Optional.empty();
    }
    Grant changed = grants.get(number);
    return changed != null ? Optional.of(changed) : pages.grant(number);
  }

  void open(Grant grant) {
    grants.put(grant.number(), grant);
    counting().nextGrant++;
    counting().open++;
  }

  void keep(Grant grant) {
    grants.put(grant.number(), grant);
  }

  void close(Grant grant) {
    grants.remove(grant.number());
    closedGrants.add(grant.number());
    counting().open--;
    counting().stale -= grant.epoch() < header.epoch() ? 1 : 0;
  }

  /**
   * Tells of what changed among sub-jobs and grants: an event per page, one at least, the last of
   * them being {@code last} where the whole job moves on. A page of which nobody but the
   * coordinator would see a difference is stored without an event.
   */
  void tell(Function<Tally, JobEvent> last) {
    List<Page> shown = settlePages();
    Tally tally = counting == null ? null : tally();
    if (counting != null && counting.granted() != dispatch().granted()) {
      dispatch = dispatch().granted(counting.granted());
    }
    boolean changed = tally != null && !tally.equals(tallyOf(header));
    counting = null;
    for (int i = 0; i < shown.size() - 1; i++) {
      event(new JobEvent.SubJobsChanged(tally), shown.get(i));
    }
    Page lastPage = shown.isEmpty() ? null : shown.get(shown.size() - 1);
    if (last != null) {
      event(last.apply(changed ? tally : null), lastPage);
    } else if (lastPage != null || changed) {
      event(new JobEvent.SubJobsChanged(tally), lastPage);
    }
  }

  private List<Page> settlePages() {
    List<Page> shown = new ArrayList<>();
    for (Page.Editor editor : editing.values()) {
      Page page = editor.view();
      Page before =
          changedPages.containsKey(page.number())
              ? changedPages.get(page.number())
              : stored(page.number());
      if (page.equals(before)) {
        continue;
      }
      index = index().with(page);
      changedPages.put(page.number(), page);
      if (!page.shown().equals(before.shown())) {
        shown.add(page);
      }
    }
    editing.clear();
    return shown;
  }

  private Counting counting() {
    if (counting == null) {
      counting = new Counting();
      for (SubJobStatus status : SubJobStatus.values()) {
        counting.bySubJobStatus[status.ordinal()] =
            status == SubJobStatus.GRANTED ? 0 : header.counts().of(status);
      }
      counting.done = header.operationsDone();
      counting.failed = header.operationsFailed();
      counting.nextGrant = header.nextGrant();
      counting.open = header.openGrants();
      counting.stale = header.staleGrants();
      counting.grantedBefore = dispatch().granted();
    }
    return counting;
  }

  private Tally tally() {
    int[] n = counting.bySubJobStatus;
    Counts counts =
        new Counts(
            n[SubJobStatus.CREATED.ordinal()],
            n[SubJobStatus.WAITING.ordinal()] + n[SubJobStatus.GRANTED.ordinal()],
            n[SubJobStatus.RUNNING.ordinal()],
            n[SubJobStatus.PAUSED.ordinal()],
            n[SubJobStatus.STOPPED.ordinal()],
            n[SubJobStatus.COMPLETED.ordinal()],
            n[SubJobStatus.COMPLETED_WITH_ERRORS.ordinal()],
            n[SubJobStatus.FAILED.ordinal()],
            n[SubJobStatus.INVALID.ordinal()]);
    return new Tally(
        counts, counting.done, counting.failed, counting.nextGrant, counting.open, counting.stale);
  }

  private static Tally tallyOf(JobHeader h) {
    return new Tally(
        h.counts(),
        h.operationsDone(),
        h.operationsFailed(),
        h.nextGrant(),
        h.openGrants(),
        h.staleGrants());
  }

  /** The stored pages, told anew. */
  void tellAgain(Page page) {
    event(new JobEvent.SubJobsChanged(tallyOf(header)), page);
  }

  Decision decision() {
    return new Decision(
        job,
        header,
        List.copyOf(events),
        List.copyOf(effects),
        Map.copyOf(changedPages),
        index,
        Map.copyOf(grants),
        Set.copyOf(closedGrants),
        dispatch,
        memory,
        creation,
        snapshot,
        serialKey,
        tombstone);
  }
}
