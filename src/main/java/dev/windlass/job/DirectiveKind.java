package dev.windlass.job;

/** What a client can ask for. */
public enum DirectiveKind {
  CREATE,
  START,
  STOP,
  PAUSE,
  UNPAUSE,
  DELETE
}
