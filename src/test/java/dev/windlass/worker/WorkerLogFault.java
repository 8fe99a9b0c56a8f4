package dev.windlass.worker;

/** Deliberate bugs of a worker's reports. */
public enum WorkerLogFault {
  RESULTS_AFTER_PROGRESS,
  PROGRESS_IS_TOLD_ONCE
}
