package dev.windlass.chaos;

/** Something that happens to a fleet while a batch job runs. */
interface Fault {
  /** As a table names it. */
  String name();

  /** What has to be there before the batch job begins. */
  default void prepare(Fleet fleet) throws Exception {}

  /** Takes away and gives back; returns when all is there again that shall be. */
  void strike(Fleet fleet, Watch watch) throws Exception;

  /** Leaves the fleet as the next one expects it. */
  default void tidy(Fleet fleet) throws Exception {}
}
