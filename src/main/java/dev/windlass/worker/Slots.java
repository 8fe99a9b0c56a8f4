package dev.windlass.worker;

/**
 * How many slots are taken, and by what. A slot belongs to a grant from the claim on; while its
 * present grant is about to end, the next one may be claimed for it. Not safe for threads.
 */
final class Slots {
  /** So many grants that compute keep a processor busy while the next ones are asked for. */
  private static final int COMPUTING = 4;

  private final int total;
  private int running;
  private int stuck;
  private int claimed;
  private int ready;
  private int ending;

  Slots(int total) {
    this.total = total;
  }

  /** How many grants could begin to run now. */
  int free() {
    return total - stuck - running;
  }

  /**
   * How many more claims have a slot, now or in a moment. Grants that compute are no faster for
   * being many: they would only stand before the claims of others.
   */
  int claimable(int computing, int processors) {
    int expected = claimed + ready;
    int room = free() + ending - expected;
    return computing < processors
        ? room
        : Math.min(room, COMPUTING * processors - computing - expected);
  }

  int busy() {
    return running;
  }

  int stuck() {
    return stuck;
  }

  void claimed() {
    claimed++;
  }

  void answered() {
    claimed--;
  }

  void ready() {
    ready++;
  }

  void notReady() {
    ready--;
  }

  void begins() {
    running++;
  }

  void endsSoon() {
    ending++;
  }

  void ends(boolean hadBeenEndingSoon) {
    running--;
    ending -= hadBeenEndingSoon ? 1 : 0;
  }

  void sticks(boolean hadBeenEndingSoon) {
    ends(hadBeenEndingSoon);
    stuck++;
  }

  void recovers() {
    stuck--;
  }
}
