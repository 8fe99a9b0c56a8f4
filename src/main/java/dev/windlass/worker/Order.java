package dev.windlass.worker;

import dev.windlass.job.Wish;
import dev.windlass.wire.ControlRecord;

/** What the runner of a grant is to do. A later one is stronger; the last two are final. */
enum Order {
  RUN,
  /** End the running operation, begin no other. */
  PAUSE,
  /** The same, because the worker leaves. */
  LEAVE,
  /** Interrupt. */
  STOP;

  boolean ends() {
    return this != RUN;
  }

  private boolean isFinal() {
    return compareTo(LEAVE) >= 0;
  }

  /** A pause can be taken back, the end can't. */
  Order then(Order next) {
    return isFinal() && next.compareTo(this) < 0 ? this : next;
  }

  /**
   * What a control record says to a grant. One that is older than what the grant rests on says
   * nothing.
   */
  static Order of(ControlRecord control, int epoch, long controlVersion) {
    if (control == null || control.epoch() < epoch || control.controlVersion() < controlVersion) {
      return RUN;
    }
    if (control.epoch() > epoch || control.wish() == Wish.STOP) {
      return STOP;
    }
    return control.wish() == Wish.PAUSE ? PAUSE : RUN;
  }
}
