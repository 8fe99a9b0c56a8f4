package dev.windlass.role;

/** What a process can be. One program plays any set of them. */
public enum Role {
  API(true),
  COORDINATOR(false),
  WORKER(false),
  PROJECTION(true),
  SCHEDULER(true);

  private final boolean needsDatabase;

  Role(boolean needsDatabase) {
    this.needsDatabase = needsDatabase;
  }

  /** Coordinators and workers have nothing to store in a database: their truth is the log. */
  public boolean needsDatabase() {
    return needsDatabase;
  }
}
