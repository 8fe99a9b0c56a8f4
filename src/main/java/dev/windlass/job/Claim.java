package dev.windlass.job;

/**
 * A worker's answer to a task: I have a free slot. {@code declined} says that it took the task from
 * the queue and has no slot for it after all, so that the task can be sent again at once. The
 * coordinator adds the {@code nonce}, which only the granted worker then knows.
 */
public record Claim(
    JobId job,
    long task,
    int epoch,
    String incarnation,
    int grantsPartition,
    boolean declined,
    String nonce)
    implements JobInput {
  public Claim(
      JobId job, long task, int epoch, String incarnation, int grantsPartition, boolean declined) {
    this(job, task, epoch, incarnation, grantsPartition, declined, null);
  }

  public Claim withNonce(String fresh) {
    return new Claim(job, task, epoch, incarnation, grantsPartition, declined, fresh);
  }
}
