package dev.windlass.job;

import java.time.Instant;
import java.util.Map;

/** What the shell is to send or set besides the events, in the same transaction. */
public sealed interface Effect {
  /** A hint in a queue that there is work. */
  record SendTask(long task, int epoch, String queue, Definition.Priority priority)
      implements Effect {}

  record SendReply(String incarnation, int grantsPartition, Reply reply) implements Effect {}

  /** The wished state, for every worker. */
  record PublishControl(int epoch, Wish wish, long controlVersion) implements Effect {}

  /** What this epoch runs, for every worker. */
  record PublishDefinition(
      int epoch, Snapshot snapshot, InputRef input, Map<String, Object> arguments)
      implements Effect {}

  /** No worker needs the control records any more. */
  record ForgetControl() implements Effect {}

  record SetDeadline(Instant at, Deadline.Kind kind) implements Effect {}

  /** Feed {@link Released} to the batch job that queued for the serial key. */
  record Release(JobId queued) implements Effect {}

  /** Retention is over: all state records go, but for the tombstone that stands in the decision. */
  record DropState() implements Effect {}
}
