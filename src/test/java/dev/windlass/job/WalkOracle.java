package dev.windlass.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.job.Progress.GrantProgress;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one batch job must have counted, by somebody who knows only which grants went out and which
 * progress was accepted, and has no pages, no index and no numbers that rise and fall.
 */
final class WalkOracle {
  private static final class Granted {
    int epoch;
    String incarnation;
    String nonce;
    int[] subJobs;
    int ended;
    int handedBack;
    long done;
    long failed;
    boolean open = true;
  }

  private final JobSpec spec;
  private final Map<Long, Granted> grants = new HashMap<>();
  private final Set<Long> tasksGranted = new HashSet<>();
  private final PaceWindow beginnings = new PaceWindow();
  private final byte[] ended;
  private int epoch;
  private long keptDone;
  private boolean paused;
  private int forgiven;

  WalkOracle(JobSpec spec) {
    this.spec = spec;
    this.ended = new byte[spec.subJobs()];
  }

  void sees(JobEvent event) {
    JobEvent.NewEpoch opened =
        switch (event) {
          case JobEvent.JobQueued e -> e.epoch();
          case JobEvent.JobStarting e -> e.epoch();
          case JobEvent.JobRestarting e -> e.epoch();
          default -> null;
        };
    if (opened != null) {
      opens(opened.keepsSucceeded());
    } else if (event instanceof JobEvent.JobStopping stopping && stopping.resets()) {
      opens(false);
    }
    budget(event, opened != null);
  }

  /** Whoever says that the budget is used up is right, and an unpause after it forgives. */
  private void budget(JobEvent event, boolean opened) {
    boolean broken =
        event instanceof JobEvent.JobPausing pausing && pausing.failureReason() != null
            || event instanceof JobEvent.JobStopping s && s.after() == JobStatus.FAILED;
    if (broken) {
      assertThat(failures()).as("failures that break the budget").isGreaterThan(tolerated());
      paused = event instanceof JobEvent.JobPausing;
    } else if (event instanceof JobEvent.JobStarting || event instanceof JobEvent.JobRunning) {
      forgiven += paused && !opened ? failures() : 0;
      paused = false;
    }
  }

  private int failures() {
    return count('f') + count('i') - forgiven;
  }

  private int tolerated() {
    FailureBudget budget = spec.budget();
    return budget == null
        ? Integer.MAX_VALUE
        : budget.count() != null ? budget.count() : spec.subJobs() / 4;
  }

  private void opens(boolean keeps) {
    epoch++;
    int kept = 0;
    for (int i = 0; i < ended.length; i++) {
      boolean stays = keeps && ended[i] == 'c';
      ended[i] = stays ? ended[i] : 0;
      kept += stays ? 1 : 0;
    }
    forgiven = 0;
    paused = false;
    keptDone = kept * spec.iterations() * spec.cases();
  }

  void sees(Reply.Granted reply, String incarnation, JobHeader header, Instant now) {
    assertThat(tasksGranted.add(reply.task())).as("task %s is granted once", reply.task()).isTrue();
    assertThat(failures()).as("failures when a grant goes out").isLessThanOrEqualTo(tolerated());
    assertThat(grants).as("grant numbers are used once").doesNotContainKey(reply.grant());
    Granted granted = new Granted();
    granted.epoch = reply.epoch();
    granted.incarnation = incarnation;
    granted.nonce = reply.nonce();
    granted.subJobs =
        reply.ranges().stream()
            .flatMapToInt(r -> java.util.stream.IntStream.range(r.from(), r.end()))
            .toArray();
    for (int subJob : granted.subJobs) {
      assertThat(ended[subJob]).as("sub-job %s is granted and had ended", subJob).isZero();
    }
    grants.put(reply.grant(), granted);
    reply
        .beginAfterMs()
        .forEach(ms -> begins(now.plusMillis(ms), header.pace().rate(now.plusMillis(ms))));
  }

  /** Never more in a second than the pace says; the fastest where it changed within the second. */
  private void begins(Instant at, double rate) {
    beginnings.add(at, rate);
    assertThat(beginnings.most())
        .as("sub-jobs that begin in a second around %s", at)
        .isLessThanOrEqualTo((int) Math.ceil(beginnings.rate() - 1e-9));
  }

  void accepts(Progress progress) {
    for (GrantProgress said : progress.grants()) {
      Granted granted = grants.get(said.grant());
      if (granted != null
          && granted.open
          && granted.incarnation.equals(progress.incarnation())
          && granted.nonce.equals(said.nonce())) {
        accepts(granted, said);
      }
    }
  }

  private void accepts(Granted granted, GrantProgress said) {
    if (granted.epoch < epoch) {
      granted.open = !said.letGo();
      return;
    }
    byte[] letters = StatusRuns.decode(said.ended(), granted.subJobs.length);
    if (letters.length < granted.ended
        || said.done() < granted.done
        || said.handedBack() < granted.handedBack) {
      return;
    }
    for (int order = granted.ended; order < letters.length; order++) {
      ended[granted.subJobs[order]] = letters[order];
    }
    granted.ended = letters.length;
    granted.done = said.done();
    granted.failed = said.failed();
    granted.handedBack = said.handedBack();
    granted.open = !said.letGo() && granted.ended + granted.handedBack < granted.subJobs.length;
  }

  void loses(long grant) {
    if (grants.containsKey(grant)) {
      grants.get(grant).open = false;
    }
  }

  void agreesWith(JobStore store) {
    JobHeader header = store.header();
    assertThat(header.epoch()).as("epoch").isEqualTo(epoch);
    if (header.status().dispatches()) {
      assertThat(failures()).as("failures of what goes on").isLessThanOrEqualTo(tolerated());
    }
    long done = keptDone;
    long failed = 0;
    Set<Long> open = new TreeSet<>();
    for (Map.Entry<Long, Granted> entry : grants.entrySet()) {
      Granted granted = entry.getValue();
      done += granted.epoch == epoch ? granted.done : 0;
      failed += granted.epoch == epoch ? granted.failed : 0;
      if (granted.open) {
        open.add(entry.getKey());
      }
    }
    assertThat(header.operationsDone()).as("operations counted").isEqualTo(done);
    assertThat(header.operationsFailed()).as("failed operations counted").isEqualTo(failed);
    assertThat(header.counts().completed()).as("completed").isEqualTo(count('c'));
    assertThat(header.counts().completedWithErrors()).as("with errors").isEqualTo(count('e'));
    assertThat(header.counts().failed()).as("failed").isEqualTo(count('f'));
    assertThat(header.counts().invalid()).as("invalid").isEqualTo(count('i'));
    Set<Long> stored = new TreeSet<>();
    store.grants().forEach(grant -> stored.add(grant.number()));
    assertThat(stored).as("grants that are not let go").isEqualTo(open);
  }

  private int count(char letter) {
    int n = 0;
    for (byte b : ended) {
      n += b == letter ? 1 : 0;
    }
    return n;
  }
}
