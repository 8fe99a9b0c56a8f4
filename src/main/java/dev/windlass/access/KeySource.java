package dev.windlass.access;

import java.util.Optional;

/** Where keys are kept. */
public interface KeySource {
  /** Whose key it is; empty also for one that is no longer good. */
  Optional<Identity> find(KeyHash key);

  /** Does {@link #find} wait for something, a database? */
  default boolean blocks() {
    return false;
  }
}
