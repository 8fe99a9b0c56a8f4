package dev.windlass.coordinator;

import dev.windlass.coordinator.StateKey.Kind;
import dev.windlass.job.Creation;
import dev.windlass.job.DirectiveMemory;
import dev.windlass.job.DispatchState;
import dev.windlass.job.Grant;
import dev.windlass.job.JobId;
import dev.windlass.job.Page;
import dev.windlass.job.PageIndex;
import dev.windlass.job.Pages;
import dev.windlass.job.SerialKey;
import dev.windlass.job.Snapshot;
import dev.windlass.job.Tombstone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is stored of one batch job, read when the decider asks for it and at most once an input. */
final class StoredPages implements Pages {
  private final JobId job;
  private final JobStore jobs;
  private final SerialKeyStore serialKeys;
  private final UsualDurations usual;
  private final Map<Integer, Optional<Page>> pages = new HashMap<>();
  private final Map<Long, Optional<Grant>> grants = new HashMap<>();
  private Optional<PageIndex> index;
  private DispatchState dispatch;

  StoredPages(JobId job, JobStore jobs, SerialKeyStore serialKeys, UsualDurations usual) {
    this.job = job;
    this.jobs = jobs;
    this.serialKeys = serialKeys;
    this.usual = usual;
  }

  @Override
  public Optional<Page> page(int number) {
    return pages.computeIfAbsent(number, n -> jobs.read(Kind.PAGE, job, n, Page.class));
  }

  @Override
  public Optional<PageIndex> index() {
    if (index == null) {
      index = jobs.read(Kind.INDEX, job, PageIndex.class);
    }
    return index;
  }

  @Override
  public Optional<Grant> grant(long number) {
    return grants.computeIfAbsent(number, n -> jobs.read(Kind.GRANT, job, n, Grant.class));
  }

  @Override
  public List<Grant> grants() {
    return jobs.grants(job);
  }

  @Override
  public DispatchState dispatch() {
    if (dispatch == null) {
      dispatch = jobs.dispatch(job);
    }
    return dispatch;
  }

  @Override
  public DirectiveMemory memory() {
    return jobs.read(Kind.MEMORY, job, DirectiveMemory.class).orElse(DirectiveMemory.EMPTY);
  }

  @Override
  public Optional<Snapshot> snapshot() {
    return jobs.read(Kind.SNAPSHOT, job, Snapshot.class);
  }

  @Override
  public Optional<Creation> creation() {
    return jobs.read(Kind.CREATION, job, Creation.class);
  }

  @Override
  public SerialKey serialKey(String namespace, String key) {
    return serialKeys.holder(namespace, key);
  }

  @Override
  public Optional<Tombstone> tombstone() {
    return jobs.read(Kind.TOMBSTONE, job, Tombstone.class);
  }

  @Override
  public long usualMicros(String definition, int version) {
    return usual.micros(definition, version);
  }
}
