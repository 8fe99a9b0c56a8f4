package dev.windlass.job;

/**
 * A worker's answer to a task: I have a free slot. {@code declined} says that it took the task from
 * the queue and has no slot for it after all, so that the task can be sent again at once.
 */
public record Claim(
    JobId job, long task, int epoch, String incarnation, int grantsPartition, boolean declined)
    implements JobInput {}
