package dev.windlass.control;

import dev.windlass.access.Access;
import dev.windlass.access.Reach;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What who asks can reach. A namespace that he names and cannot reach is refused; what lies in one,
 * and is named by its id, is not there for him.
 */
@ApplicationScoped
public class Namespaces {
  private final Access access;

  Namespaces(Access access) {
    this.access = access;
  }

  public Reach reach() {
    return access.reach();
  }

  public boolean has(String namespace) {
    return access.reach().has(namespace);
  }

  /** Refuses one that is named and cannot be reached. */
  public void require(String namespace) {
    if (!has(namespace)) {
      throw new Refusal(
          ProblemCode.FORBIDDEN,
          "who asks reaches %s, and not the namespace '%s'".formatted(reached(), namespace));
    }
  }

  /** Refuses what tells of all namespaces at once to who does not reach them all. */
  public void requireAll(String what) {
    if (!access.reach().all()) {
      throw new Refusal(
          ProblemCode.FORBIDDEN,
          "%s tell of all namespaces, and who asks reaches %s".formatted(what, reached()));
    }
  }

  private String reached() {
    String names = String.join(", ", access.reach().names());
    return names.isEmpty() ? "no namespace" : "the namespace " + names;
  }
}
