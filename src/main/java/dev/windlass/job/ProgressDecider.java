package dev.windlass.job;

import dev.windlass.dispatch.GrantSize;
import dev.windlass.job.Progress.GrantProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes in what workers say of their grants, and what a lease that ends means. Progress is
 * cumulative: what is not further than the last accepted changes nothing, so counts never run
 * backwards and nothing is counted twice.
 */
final class ProgressDecider {
  private final Course course;

  ProgressDecider(Course course) {
    this.course = course;
  }

  void reported(Turn turn, Progress progress) {
    List<Long> unwanted = new ArrayList<>();
    List<Long> renewed = new ArrayList<>();
    for (GrantProgress said : progress.grants()) {
      Optional<Grant> grant =
          turn.header() == null ? Optional.empty() : grantOf(turn, progress, said);
      if (grant.isEmpty()) {
        // A grant that was let go is unknown here too: nothing is wanted of a worker that has let
        // go already.
        if (!said.letGo()) {
          unwanted.add(said.grant());
        }
      } else if (grant.get().epoch() < turn.header().epoch()) {
        stale(turn, grant.get(), said, unwanted);
      } else if (accept(turn, grant.get(), said)) {
        turn.grant(said.grant()).ifPresent(open -> renewed.add(open.number()));
      } else {
        unwanted.add(said.grant());
      }
    }
    if (!unwanted.isEmpty()) {
      turn.reply(
          progress.incarnation(),
          progress.grantsPartition(),
          new Reply.Revoked(turn.job, unwanted));
    }
    if (progress.renew() && !renewed.isEmpty()) {
      turn.reply(
          progress.incarnation(), progress.grantsPartition(), new Reply.Renewed(turn.job, renewed));
    }
    if (turn.header() != null) {
      course.settle(turn);
    }
  }

  /**
   * Nothing was heard for a lease: what the worker did since its last accepted progress is done
   * again by another.
   */
  void leaseEnded(Turn turn, long number) {
    Optional<Grant> lost = turn.header() == null ? Optional.empty() : turn.pages.grant(number);
    if (lost.isEmpty()) {
      return;
    }
    Grant grant = lost.get();
    if (grant.epoch() == turn.header().epoch()) {
      giveBack(turn, grant);
    } else {
      turn.close(grant);
    }
    turn.reply(
        grant.incarnation(), grant.grantsPartition(), new Reply.Revoked(turn.job, List.of(number)));
    course.settle(turn);
  }

  private static Optional<Grant> grantOf(Turn turn, Progress progress, GrantProgress said) {
    return turn.grant(said.grant())
        .filter(
            g ->
                g.incarnation().equals(progress.incarnation())
                    && java.util.Objects.equals(g.nonce(), said.nonce()));
  }

  /** What an older epoch did is not counted; its slot is, until it lets go. */
  private static void stale(Turn turn, Grant grant, GrantProgress said, List<Long> unwanted) {
    if (said.letGo()) {
      turn.close(grant);
    } else {
      unwanted.add(grant.number());
    }
  }

  /** False where the progress is impossible: such a worker is told to let go. */
  private static boolean accept(Turn turn, Grant grant, GrantProgress said) {
    Optional<byte[]> letters = letters(grant, said);
    if (letters.isEmpty() || !possible(turn, grant, said, letters.get().length)) {
      return said.letGo() && giveBack(turn, grant);
    }
    int ended = letters.get().length;
    if (ended < grant.ended()
        || said.done() < grant.done()
        || said.handedBack() < grant.handedBack()) {
      return true;
    }
    end(turn, grant, letters.get());
    handBack(turn, grant, said);
    current(turn, grant, said, ended);
    turn.operations(said.done() - grant.done(), said.failed() - grant.failed());
    if (ended > grant.ended()) {
      DispatchState dispatch = turn.dispatch();
      turn.dispatch(
          dispatch.estimate(
              GrantSize.estimate(dispatch.estimateMicros(), ended, said.busyMicros())));
    }
    Grant now = grant.accepted(ended, said.done(), said.failed(), said.handedBack());
    if (said.letGo() || ended == now.kept()) {
      unbegun(turn, now, said, ended);
      giveBack(turn, now);
    } else if (!now.equals(grant)) {
      turn.keep(now);
    }
    return true;
  }

  /** The letters of what ended; none where they can't be of this grant. */
  private static Optional<byte[]> letters(Grant grant, GrantProgress said) {
    byte[] letters;
    try {
      letters = StatusRuns.decode(said.ended(), grant.size());
    } catch (IllegalArgumentException notLetters) {
      return Optional.empty();
    }
    for (byte letter : letters) {
      if (!SubJobStatus.ofLetter((char) letter).ended()) {
        return Optional.empty();
      }
    }
    return Optional.of(letters);
  }

  private static boolean possible(Turn turn, Grant grant, GrantProgress said, int ended) {
    long expected = turn.header().operationsExpected();
    long more = said.done() - grant.done();
    long moreFailed = said.failed() - grant.failed();
    return said.handedBack() >= 0
        && ended + said.handedBack() <= grant.size()
        && said.failed() >= 0
        && said.failed() <= said.done()
        && (more < 0 || moreFailed >= 0 && moreFailed <= more)
        && (expected < 0 || turn.operationsDone() + more <= expected)
        && possible(turn.header().work(), said.current());
  }

  private static boolean possible(Work work, Begun current) {
    return current == null
        || current.failed() >= 0
            && current.failed() <= current.done()
            && current.iteration() >= 0
            && current.caseIndex() >= 0
            && current.caseIndex() < work.cases()
            && (work.infinite() || current.done() <= work.operationsPerSubJob());
  }

  private static void end(Turn turn, Grant grant, byte[] letters) {
    int order = grant.ended();
    for (Range range : grant.between(order, letters.length)) {
      int rangeEnd = order + range.count();
      for (int subJob = range.from(); order < rangeEnd; ) {
        int same = StatusRuns.runEnd(letters, order, rangeEnd) - order;
        turn.move(new Range(subJob, same), SubJobStatus.ofLetter((char) letters[order]));
        subJob += same;
        order += same;
      }
    }
  }

  private static void handBack(Turn turn, Grant grant, GrantProgress said) {
    grant
        .between(grant.size() - said.handedBack(), grant.kept())
        .forEach(range -> turn.move(range, SubJobStatus.WAITING));
  }

  private static void current(Turn turn, Grant grant, GrantProgress said, int ended) {
    if (said.current() == null
        || ended >= grant.size() - said.handedBack()
        || said.current().index() != grant.index(ended)) {
      return;
    }
    turn.move(said.current().index(), SubJobStatus.RUNNING);
    int attempt = grant.begunAt(said.current().index()).map(Begun::attempt).orElse(1);
    Begun current = said.current().ofAttempt(attempt);
    if (!current.untouched()) {
      turn.remember(current);
    }
  }

  /** A sub-job that was granted as running and let go before its first operation never ran. */
  private static void unbegun(Turn turn, Grant grant, GrantProgress said, int ended) {
    if (said.current() == null && ended < grant.kept()) {
      int subJob = grant.index(ended);
      if (turn.page(Page.of(subJob)).begun(subJob).isEmpty()) {
        turn.move(subJob, SubJobStatus.WAITING);
      }
    }
  }

  /**
   * The grant ends. What the worker did not end waits again, or stays as paused or stopped where
   * that is what the job is coming to.
   */
  private static boolean giveBack(Turn turn, Grant grant) {
    if (grant.ended() < grant.kept()) {
      int next = grant.index(grant.ended());
      boolean ran = turn.page(Page.of(next)).status(next) == SubJobStatus.RUNNING;
      grant
          .between(grant.ended(), grant.kept())
          .forEach(range -> turn.move(range, SubJobStatus.WAITING));
      if (ran) {
        turn.move(next, letGo(turn.header().status()));
      }
    }
    turn.close(grant);
    return true;
  }

  private static SubJobStatus letGo(JobStatus status) {
    return switch (status) {
      case PAUSING -> SubJobStatus.PAUSED;
      case STOPPING -> SubJobStatus.STOPPED;
      default -> SubJobStatus.WAITING;
    };
  }
}
