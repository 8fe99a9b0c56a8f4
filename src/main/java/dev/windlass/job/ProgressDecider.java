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
        renewed.add(said.grant());
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
      release(turn, grant, grant.ended());
    }
    turn.close(grant);
    turn.reply(
        grant.incarnation(), grant.grantsPartition(), new Reply.Revoked(turn.job, List.of(number)));
    course.settle(turn);
  }

  private static Optional<Grant> grantOf(Turn turn, Progress progress, GrantProgress said) {
    return turn.pages
        .grant(said.grant())
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
    int ended = StatusRuns.length(said.ended(), grant.size());
    if (!possible(turn, grant, said, ended)) {
      return false;
    }
    if (ended < grant.ended()
        || said.done() < grant.done()
        || said.handedBack() < grant.handedBack()) {
      return true;
    }
    end(turn, grant, said, ended);
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
      release(turn, now, ended);
      turn.close(now);
    } else {
      turn.keep(now);
    }
    return true;
  }

  private static boolean possible(Turn turn, Grant grant, GrantProgress said, int ended) {
    long expected = turn.header().operationsExpected();
    return said.handedBack() >= 0
        && ended + said.handedBack() <= grant.size()
        && said.failed() >= 0
        && said.failed() <= said.done()
        && (expected < 0 || turn.operationsDone() + said.done() - grant.done() <= expected);
  }

  private static void end(Turn turn, Grant grant, GrantProgress said, int ended) {
    byte[] letters = StatusRuns.decode(said.ended(), grant.size());
    for (int order = grant.ended(); order < ended; order++) {
      SubJobStatus status = SubJobStatus.ofLetter((char) letters[order]);
      if (!status.ended()) {
        throw new IllegalArgumentException(
            "grant "
                + grant.number()
                + " reports a sub-job that ended as '"
                + status.label()
                + "'");
      }
      turn.move(grant.index(order), status);
    }
  }

  private static void handBack(Turn turn, Grant grant, GrantProgress said) {
    for (int order = grant.size() - said.handedBack(); order < grant.kept(); order++) {
      turn.move(grant.index(order), SubJobStatus.WAITING);
    }
  }

  private static void current(Turn turn, Grant grant, GrantProgress said, int ended) {
    if (said.current() == null
        || ended >= grant.size() - said.handedBack()
        || said.current().index() != grant.index(ended)) {
      return;
    }
    turn.move(said.current().index(), SubJobStatus.RUNNING);
    if (!said.current().untouched()) {
      turn.remember(said.current());
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
   * What the worker did not end waits again, or stays as paused or stopped where that is what the
   * job is coming to.
   */
  private static void release(Turn turn, Grant grant, int ended) {
    for (int order = ended; order < grant.kept(); order++) {
      int subJob = grant.index(order);
      SubJobStatus status = turn.page(Page.of(subJob)).status(subJob);
      turn.move(
          subJob,
          status == SubJobStatus.RUNNING ? letGo(turn.header().status()) : SubJobStatus.WAITING);
    }
  }

  private static SubJobStatus letGo(JobStatus status) {
    return switch (status) {
      case PAUSING -> SubJobStatus.PAUSED;
      case STOPPING -> SubJobStatus.STOPPED;
      default -> SubJobStatus.WAITING;
    };
  }
}
