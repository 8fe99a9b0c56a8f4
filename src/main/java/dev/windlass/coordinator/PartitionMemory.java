package dev.windlass.coordinator;

import dev.windlass.dispatch.LeaseBook;
import dev.windlass.dispatch.TaskDealer;
import dev.windlass.job.Decider;
import dev.windlass.job.Definition.Priority;
import dev.windlass.job.DispatchState;
import dev.windlass.job.Grant;
import dev.windlass.job.JobHeader;
import dev.windlass.job.JobId;
import dev.windlass.job.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What a partition remembers besides its stores, built anew from them when it is taken over: leases
 * and when they were last heard, whose turn it is to send tasks, and when tasks that nobody has
 * claimed are sent again. That stands in the job's dispatch state: most are claimed long before,
 * and a record of the deadline would be written for nothing.
 */
final class PartitionMemory {
  record Lane(String queue, Priority priority) {}

  private final Decider decider;
  private final LeaseBook<Lease> leases;
  private final TaskDealer<JobId, Lane> dealer = new TaskDealer<>();

  /** Paced jobs that will want tasks when their next beginning comes near. */
  private final Wakes later = new Wakes();

  private final Wakes resends = new Wakes();

  PartitionMemory(Decider decider, LeaseBook<Lease> leases) {
    this.decider = decider;
    this.leases = leases;
  }

  void rebuild(JobStore jobs, Instant now, long nowMillis) {
    jobs.eachGrant((job, grant) -> leases.open(Lease.of(job, grant), nowMillis));
    List<JobId> dispatching = new ArrayList<>();
    jobs.eachThatDispatches(dispatching::add);
    dispatching.forEach(
        job -> jobs.header(job).ifPresent(header -> stands(header, jobs.dispatch(job), now)));
  }

  LeaseBook<Lease> leases() {
    return leases;
  }

  void granted(JobId job, Grant grant, long nowMillis) {
    leases.open(Lease.of(job, grant), nowMillis);
  }

  void gone(JobId job) {
    dealer.leaves(job);
    later.forget(job);
    resends.forget(job);
  }

  /** How a job stands after an input, or when its time has come. */
  void stands(JobHeader header, DispatchState dispatch, Instant now) {
    if (!header.status().dispatches()) {
      gone(header.id());
      return;
    }
    resends.set(header.id(), dispatch.resendAt());
    boolean wants = decider.wantedTasks(header, dispatch, now) > 0;
    dealer.stands(header.id(), lane(header.work()), dispatch.open(), wants);
    if (!wants && header.pace() != null) {
      remindOf(header.id(), decider.wantedFrom(header, dispatch, now), now);
    }
  }

  /** A turn came to nothing: the job leaves the line until something happens to it. */
  void passes(JobHeader header, DispatchState dispatch) {
    dealer.stands(header.id(), lane(header.work()), dispatch.open(), false);
  }

  Optional<TaskDealer.Turn<JobId>> nextTurn(ToIntFunction<Lane> limit) {
    return dealer.next(limit);
  }

  /** Paced jobs whose time has come. */
  List<JobId> takeDue(Instant now, int most) {
    return later.takeDue(now, most);
  }

  /** Jobs whose unclaimed tasks count as lost. */
  List<JobId> takeResends(Instant now, int most) {
    return resends.takeDue(now, most);
  }

  Instant nextWake() {
    return later.next().isBefore(resends.next()) ? later.next() : resends.next();
  }

  private void remindOf(JobId job, Instant at, Instant now) {
    if (at.isAfter(now)) {
      later.set(job, at);
    }
  }

  private static Lane lane(Work work) {
    return new Lane(work.queue(), work.priority());
  }
}
