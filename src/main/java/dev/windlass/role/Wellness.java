package dev.windlass.role;

import java.util.Optional;
import java.util.Set;

/**
 * One truth about a role: each role has one bean or more of it, and readiness asks those of the
 * roles that this process plays. Asked often, so the answer must be at hand.
 */
public interface Wellness {
  /** What is told of a role that does its work. */
  String WELL = "well";

  /** The checks that tell of each role how it is. */
  Set<String> CHECKS = Set.of("roles", "started");

  Role role();

  /** Why the role can't do its work now, as a sentence; empty when it can. */
  Optional<String> unwell();
}
