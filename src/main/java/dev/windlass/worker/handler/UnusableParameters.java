package dev.windlass.worker.handler;

/** With these parameters the operation can never run: the sub-job is invalid, not failed. */
public final class UnusableParameters extends RuntimeException {
  public UnusableParameters(String message) {
    super(message);
  }
}
