package dev.windlass.wire;

/** What a topic is for: its name without the prefix, and without the queue and the priority. */
public enum TopicKind {
  DIRECTIVES,
  TASKS,
  CLAIMS,
  GRANTS,
  PROGRESS,
  RESULTS,
  CONTROL,
  EVENTS,
  STATUS,
  WORKERS,
  DEAD_LETTERS,
  /** No topic of this program: another prefix's, or the coordinator's own clock. */
  OTHER;

  /** Only the newest record of a key counts there: an old one must not come after it. */
  public boolean holdsOnlyTheNewest() {
    return this == CONTROL || this == STATUS || this == WORKERS;
  }
}
