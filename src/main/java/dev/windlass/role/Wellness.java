package dev.windlass.role;

import java.util.Optional;

/**
 * One truth about a role: each role has one bean or more of it, and readiness asks those of the
 * roles that this process plays. Asked often, so the answer must be at hand.
 */
public interface Wellness {
  Role role();

  /** Why the role can't do its work now, as a sentence; empty when it can. */
  Optional<String> unwell();
}
