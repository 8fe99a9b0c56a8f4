package dev.windlass.job;

/** What the workers are to do with what they hold of a batch job. */
public enum Wish {
  RUN,
  PAUSE,
  STOP
}
