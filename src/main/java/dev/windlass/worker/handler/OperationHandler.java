package dev.windlass.worker.handler;

import java.util.Set;

/** One kind of operation. Implement it as a bean, and definitions can name it. */
public interface OperationHandler {
  /** What definitions call it. */
  String name();

  /**
   * Parameters that are the definition's own words: nothing is substituted in them, and no batch
   * job's argument takes their place.
   */
  default Set<String> verbatim() {
    return Set.of();
  }

  /**
   * Parameters that no batch job's argument takes the place of; what is substituted in them is the
   * definition's to say. Whoever may start a definition does not choose what is done with its
   * rights.
   *
   * @param secrets whether the definition names a secret: then those too that say where it goes
   */
  default Set<String> fixed(boolean secrets) {
    return Set.of();
  }

  /**
   * Runs one operation. It may be run again after a crash or an interruption, with the same job,
   * index, iteration and case; it is counted once. What it throws makes the operation fail with the
   * exception's message, except {@link UnusableParameters}, which makes the sub-job invalid. A
   * failure is retried as the definition says, but for one that is {@link
   * Outcome#notToBeRetried()}.
   */
  Outcome run(Operation operation) throws Exception;
}
