package dev.windlass.job;

import dev.windlass.job.Progress.GrantProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A worker of a random walk. It does what an honest one does, at random moments; what becomes of
 * its records on the way is not its affair.
 */
final class WalkWorker {
  /** A grant as its worker sees it. */
  private static final class Held {
    final Reply.Granted granted;
    final StringBuilder ended = new StringBuilder();
    long done;
    long failed;
    Begun current;
    int handedBack;
    boolean letGo;

    Held(Reply.Granted granted) {
      this.granted = granted;
    }

    int size() {
      return granted.ranges().stream().mapToInt(Range::count).sum();
    }

    boolean over() {
      return letGo || ended.length() + handedBack == size();
    }
  }

  final String incarnation;
  private final Random random;
  private final long opMicros;
  private final Map<Long, Held> held = new HashMap<>();
  private final Map<JobId, Effect.PublishControl> control = new HashMap<>();
  boolean frozen;

  WalkWorker(String incarnation, Random random, long opMicros) {
    this.incarnation = incarnation;
    this.random = random;
    this.opMicros = opMicros;
  }

  void reads(JobId job, Effect.PublishControl wish) {
    control.put(job, wish);
  }

  void receives(Reply reply) {
    switch (reply) {
      case Reply.Granted granted ->
          held.put(key(granted.job(), granted.grant()), new Held(granted));
      case Reply.Revoked revoked ->
          revoked.grants().stream()
              .map(grant -> held.get(key(revoked.job(), grant)))
              .filter(java.util.Objects::nonNull)
              .forEach(grant -> grant.letGo = true);
      case Reply.Void nothing -> {}
      case Reply.Renewed renewed -> {}
    }
  }

  private static long key(JobId job, long grant) {
    return job.value().getLeastSignificantBits() ^ grant;
  }

  boolean busy(JobId job) {
    return held.values().stream().anyMatch(h -> h.granted.job().equals(job));
  }

  /** Runs some operations of each grant, or obeys what it has read. */
  void works(JobSpec spec, JobId job, int operations, double failureRate) {
    for (Held grant : held.values()) {
      if (grant.granted.job().equals(job) && !grant.over()) {
        Effect.PublishControl wish = control.get(job);
        if (wish == null || wish.controlVersion() < grant.granted.controlVersion()) {
          continue;
        }
        if (wish.epoch() > grant.granted.epoch() || wish.wish() != Wish.RUN) {
          grant.letGo = true;
          continue;
        }
        for (int i = 0; i < operations && !grant.over(); i++) {
          operate(grant, spec, failureRate);
        }
      }
    }
  }

  private void operate(Held grant, JobSpec spec, double failureRate) {
    int subJob = index(grant, grant.ended.length());
    if (grant.current == null) {
      grant.current =
          grant.granted.begun().stream()
              .filter(b -> b.index() == subJob)
              .findFirst()
              .orElse(Begun.fresh(subJob));
      if (random.nextDouble() < failureRate / 10) {
        ends(grant, 'i');
        return;
      }
    }
    boolean fails = random.nextDouble() < failureRate;
    grant.done++;
    grant.failed += fails ? 1 : 0;
    Begun at = grant.current;
    boolean nextIteration = at.caseIndex() + 1 == spec.cases();
    grant.current =
        new Begun(
            subJob,
            at.iteration() + (nextIteration ? 1 : 0),
            nextIteration ? 0 : at.caseIndex() + 1,
            at.done() + 1,
            at.failed() + (fails ? 1 : 0),
            at.attempt());
    if (spec.failuresToIgnore() != null && grant.current.failed() > spec.failuresToIgnore()) {
      ends(grant, 'f');
    } else if (spec.iterations() > 0 && grant.current.done() == spec.iterations() * spec.cases()) {
      ends(grant, grant.current.failed() > 0 ? 'e' : 'c');
    }
  }

  private static void ends(Held grant, char letter) {
    grant.ended.append(letter);
    grant.current = null;
  }

  private static int index(Held grant, int order) {
    int at = order;
    for (Range range : grant.granted.ranges()) {
      if (at < range.count()) {
        return range.from() + at;
      }
      at -= range.count();
    }
    throw new IllegalStateException("nothing is left of " + grant.granted);
  }

  /** Gives the end of a grant back, unbegun. */
  void handsBack(JobId job) {
    for (Held grant : held.values()) {
      int left = grant.size() - grant.handedBack - grant.ended.length();
      int unbegun = left - (grant.current == null ? 0 : 1);
      if (grant.granted.job().equals(job) && unbegun > 0) {
        grant.handedBack += 1 + random.nextInt(unbegun);
      }
    }
  }

  /** What it says of its grants of this job; what is over it says once. */
  Progress reports(JobId job, boolean renew) {
    List<GrantProgress> said = new ArrayList<>();
    for (Iterator<Held> each = held.values().iterator(); each.hasNext(); ) {
      Held grant = each.next();
      if (grant.granted.job().equals(job)) {
        said.add(says(grant));
        if (grant.over()) {
          each.remove();
        }
      }
    }
    return new Progress(job, incarnation, 0, renew, said);
  }

  private GrantProgress says(Held grant) {
    return new GrantProgress(
        grant.granted.grant(),
        grant.granted.nonce(),
        StatusRuns.encode(grant.ended.toString().getBytes(), grant.ended.length()),
        grant.done,
        grant.failed,
        grant.over() && !grant.letGo ? null : grant.current,
        grant.handedBack,
        grant.over(),
        false,
        grant.done * opMicros,
        -1);
  }
}
