package dev.windlass.role;

/** What a process can be. One program plays any set of them. */
public enum Role {
  API,
  COORDINATOR,
  WORKER,
  PROJECTION,
  SCHEDULER
}
