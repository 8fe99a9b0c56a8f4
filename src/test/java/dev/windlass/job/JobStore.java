package dev.windlass.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state records of one batch job in memory, as a coordinator keeps them: what a {@link
 * Decision} says is what changes, and nothing else. The serial keys are shared with its neighbours.
 */
final class JobStore implements Pages {
  private final JobId id;
  private final Map<String, SerialKey> keys;
  private final List<Recorded> events = new ArrayList<>();
  private final TreeMap<Integer, Page> pages = new TreeMap<>();
  private final TreeMap<Long, Grant> grants = new TreeMap<>();
  private JobHeader header;
  private PageIndex index;
  private DispatchState dispatch = DispatchState.NEW;
  private DirectiveMemory memory = DirectiveMemory.EMPTY;
  private Snapshot snapshot;
  private Creation creation;
  private Tombstone tombstone;

  JobStore(JobId id, Map<String, SerialKey> keys) {
    this.id = id;
    this.keys = keys;
  }

  void apply(Decision decision) {
    events.addAll(decision.events());
    header = decision.header();
    pages.putAll(decision.pages());
    decision.closedGrants().forEach(grants::remove);
    grants.putAll(decision.grants());
    index = decision.index() == null ? index : decision.index();
    dispatch = decision.dispatch() == null ? dispatch : decision.dispatch();
    memory = decision.memory() == null ? memory : decision.memory();
    snapshot = decision.snapshot() == null ? snapshot : decision.snapshot();
    creation = decision.creation() == null ? creation : decision.creation();
    if (decision.serialKey() != null) {
      keys.put(key(header.namespace(), header.serialKey()), decision.serialKey());
    }
    if (decision.effects().stream().anyMatch(Effect.DropState.class::isInstance)) {
      drop();
    }
    tombstone = decision.tombstone() == null ? tombstone : decision.tombstone();
  }

  private void drop() {
    header = null;
    pages.clear();
    grants.clear();
    index = null;
    dispatch = DispatchState.NEW;
    memory = DirectiveMemory.EMPTY;
    snapshot = null;
    creation = null;
    tombstone = null;
  }

  private static String key(String namespace, String key) {
    return namespace + "/" + key;
  }

  JobId id() {
    return id;
  }

  JobHeader header() {
    return header;
  }

  List<Recorded> events() {
    return events;
  }

  /** The page as the present epoch reads it, stored or not. */
  Page read(int number) {
    return page(number)
        .orElseGet(
            () ->
                Page.filled(number, 0, Page.sizeOf(number, header.subJobs()), SubJobStatus.WAITING))
        .asOf(header.epoch(), header.clearedAt());
  }

  SubJobStatus status(int subJob) {
    return read(Page.of(subJob)).status(subJob);
  }

  Map<Integer, Page> pages() {
    return pages;
  }

  @Override
  public Optional<Page> page(int number) {
    return Optional.ofNullable(pages.get(number));
  }

  @Override
  public Optional<PageIndex> index() {
    return Optional.ofNullable(index);
  }

  @Override
  public Optional<Grant> grant(long number) {
    return Optional.ofNullable(grants.get(number));
  }

  @Override
  public List<Grant> grants() {
    return List.copyOf(grants.values());
  }

  @Override
  public DispatchState dispatch() {
    return dispatch;
  }

  @Override
  public DirectiveMemory memory() {
    return memory;
  }

  @Override
  public Optional<Snapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  @Override
  public Optional<Creation> creation() {
    return Optional.ofNullable(creation);
  }

  @Override
  public long usualMicros(String definition, int version) {
    return 0;
  }

  @Override
  public SerialKey serialKey(String namespace, String key) {
    return keys.getOrDefault(key(namespace, key), SerialKey.FREE);
  }

  @Override
  public Optional<Tombstone> tombstone() {
    return Optional.ofNullable(tombstone);
  }
}
