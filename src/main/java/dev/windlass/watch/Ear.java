package dev.windlass.watch;

/**
 * Somebody who hears events. Called on the hub's thread: takes what it needs and returns at once.
 */
interface Ear {
  void hear(Arrival arrival);

  /** Events were lost for everybody: what was promised as gapless must end here. */
  void lost(String reason);
}
