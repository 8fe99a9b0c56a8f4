package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** What holds for the state records of a batch job after every input, whatever it was. */
public final class JobInvariants {
  private JobHeader replayed;
  private int seen;
  private int epoch;
  private long done;
  private int ended;

  /** What is stored of one batch job agrees with itself. */
  public static void audit(JobHeader header, Pages stored) {
    numbersAddUp(header);
    if (header.epoch() > 0) {
      Read pages = new Read(header, stored);
      pagesAgree(pages);
      grantsAgree(pages);
    }
  }

  /** A header with its pages, as the present epoch reads them, stored or not. */
  private record Read(JobHeader header, Pages stored) {
    Page page(int number) {
      return stored
          .page(number)
          .orElseGet(
              () ->
                  Page.filled(
                      number, 0, Page.sizeOf(number, header.subJobs()), SubJobStatus.WAITING))
          .asOf(header.epoch(), header.clearedAt());
    }

    SubJobStatus status(int subJob) {
      return page(Page.of(subJob)).status(subJob);
    }
  }

  void hold(JobStore store) {
    replay(store);
    JobHeader header = store.header();
    if (header == null) {
      return;
    }
    numbersAddUp(header);
    countsNeverRunBack(header);
    if (header.epoch() > 0) {
      Read pages = new Read(header, store);
      pagesAgree(pages);
      grantsAgree(pages);
    }
    restIsRest(store);
  }

  private void replay(JobStore store) {
    for (; seen < store.events().size(); seen++) {
      Recorded recorded = store.events().get(seen);
      if (recorded.header() == null) {
        continue;
      }
      long before = replayed == null ? 0 : replayed.version();
      replayed = JobEvolution.evolve(replayed, recorded.event());
      assertThat(replayed).as("replay equals live").isEqualTo(recorded.header());
      assertThat(replayed.version()).as("version").isEqualTo(before + 1);
    }
    if (store.header() == null) {
      replayed = null;
    } else {
      assertThat(store.header()).as("the header is that of the last event").isEqualTo(replayed);
    }
  }

  /** Every sub-job is in one status, and nothing is done that was not to be done. */
  public static void numbersAddUp(JobHeader header) {
    Counts counts = header.counts();
    assertThat(counts.total()).as("sub-jobs in some status").isEqualTo(header.subJobs());
    assertThat(
            IntStream.of(
                    counts.created(),
                    counts.waiting(),
                    counts.running(),
                    counts.paused(),
                    counts.stopped(),
                    counts.completed(),
                    counts.completedWithErrors(),
                    counts.failed(),
                    counts.invalid())
                .allMatch(n -> n >= 0))
        .as("no count below 0: %s", counts)
        .isTrue();
    assertThat(header.operationsFailed()).isBetween(0L, header.operationsDone());
    if (header.operationsExpected() >= 0) {
      long remaining = header.operationsExpected() - header.operationsDone();
      assertThat(remaining).as("remaining operations").isNotNegative();
    }
  }

  private void countsNeverRunBack(JobHeader header) {
    if (header.epoch() == epoch) {
      assertThat(header.operationsDone()).as("operations done").isGreaterThanOrEqualTo(done);
      assertThat(header.counts().ended()).as("sub-jobs ended").isGreaterThanOrEqualTo(ended);
    }
    epoch = header.epoch();
    done = header.operationsDone();
    ended = header.counts().ended();
  }

  private static void pagesAgree(Read read) {
    JobHeader header = read.header();
    int[] counted = new int[SubJobStatus.values().length];
    PageIndex index = read.stored().index().orElseThrow();
    for (int number = 0; number < header.pages(); number++) {
      Page page = read.page(number);
      for (int i = 0; i < page.size(); i++) {
        counted[page.status(page.firstIndex() + i).ordinal()]++;
      }
      assertThat(index.grantable().get(number)).as("has waiting").isEqualTo(page.hasGrantable());
      assertThat(index.held().get(number)).as("has under way").isEqualTo(page.hasHeld());
      assertThat(index.failures().get(number)).as("has failures").isEqualTo(page.hasFailures());
      page.begun().forEach(begun -> plausible(header, begun));
    }
    for (SubJobStatus status : SubJobStatus.values()) {
      if (status != SubJobStatus.WAITING && status != SubJobStatus.GRANTED) {
        assertThat(header.counts().of(status))
            .as("%s in the header as in the pages", status)
            .isEqualTo(counted[status.ordinal()]);
      }
    }
    int granted = counted[SubJobStatus.GRANTED.ordinal()];
    assertThat(header.counts().waiting())
        .as("waiting in the header as in the pages")
        .isEqualTo(counted[SubJobStatus.WAITING.ordinal()] + granted);
    assertThat(read.stored().dispatch().granted()).as("granted and not begun").isEqualTo(granted);
  }

  private static void plausible(JobHeader header, Begun begun) {
    long position = begun.iteration() * header.work().cases() + begun.caseIndex();
    assertThat(position).as("position of %s", begun).isEqualTo(begun.done());
    assertThat(begun.failed()).isBetween(0L, begun.done());
    assertThat(begun.attempt()).isPositive();
  }

  private static void grantsAgree(Read read) {
    JobHeader header = read.header();
    Set<Integer> held = new HashSet<>();
    int stale = 0;
    for (Grant grant : read.stored().grants()) {
      assertThat(grant.number()).isLessThan(header.nextGrant());
      if (grant.epoch() < header.epoch()) {
        stale++;
        continue;
      }
      for (Range range : grant.between(grant.ended(), grant.kept())) {
        for (int subJob = range.from(); subJob < range.end(); subJob++) {
          wrongUnless(held.add(subJob), subJob, "is in two grants");
          wrongUnless(read.status(subJob).held(), subJob, "is granted and not held");
        }
      }
    }
    assertThat(read.stored().grants()).as("open grants").hasSize(header.openGrants());
    assertThat(header.staleGrants()).as("grants of older epochs").isEqualTo(stale);
    if (header.maxConcurrent() != null) {
      assertThat(header.openGrants())
          .as("maxConcurrent")
          .isLessThanOrEqualTo(header.maxConcurrent());
    }
    for (int number = 0; number < header.pages(); number++) {
      Page page = read.page(number);
      for (int i = page.firstIndex(); page.hasHeld() && i < page.firstIndex() + page.size(); i++) {
        wrongUnless(page.status(i).held() == held.contains(i), i, "is held by nobody");
      }
    }
  }

  private static void wrongUnless(boolean right, int subJob, String wrong) {
    if (!right) {
      throw new AssertionError("sub-job " + subJob + " " + wrong);
    }
  }

  private static void restIsRest(JobStore store) {
    JobHeader header = store.header();
    switch (header.status()) {
      case CREATED, QUEUED, STARTING, PAUSED, STOPPED, COMPLETED, FAILED, INVALID, DELETED ->
          assertThat(store.grants()).as("grants of a job that is " + header.status()).isEmpty();
      case RUNNING -> assertThat(header.staleGrants()).as("old grants of a running job").isZero();
      case PAUSING, STOPPING, RESTARTING ->
          assertThat(store.grants())
              .as("what a " + header.status() + " job waits for")
              .isNotEmpty();
    }
    boolean active =
        switch (header.status()) {
          case STARTING, RESTARTING, RUNNING -> true;
          default -> false;
        };
    if (active && header.serialKey() != null) {
      assertThat(header.holdsKey()).as("an active run holds its key").isTrue();
    }
    if (header.holdsKey()) {
      SerialKey key = store.serialKey(header.namespace(), header.serialKey());
      assertThat(key.active()).as("who holds the key").isEqualTo(header.id());
    }
    if (header.status() == JobStatus.QUEUED) {
      SerialKey key = store.serialKey(header.namespace(), header.serialKey());
      assertThat(key.queued()).as("who waits for the key").isEqualTo(header.id());
      assertThat(key.active()).as("whom it waits for").isNotNull();
    }
  }
}
