package dev.windlass.wire;

/**
 * What a process does on Kafka, each with rights of its own: see {@link Rights}. The first five are
 * the roles.
 */
public enum Duty {
  API,
  COORDINATOR,
  WORKER,
  PROJECTION,
  SCHEDULER,
  /** The command {@code rebuild-views}. */
  REBUILD_VIEWS,
  /**
   * The API sends dead letters again, to whatever topic they came from: only where it is wanted.
   */
  REDRIVE;

  /** The user that has it by default, so that a process is known by its role. */
  public String user(Topics topics) {
    return topics.prefix() + "-" + Json.word(this == REDRIVE ? API : this);
  }
}
