package dev.windlass.access;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The namespaces that somebody can reach: all, or these. */
public record Reach(boolean all, Set<String> namespaces) {
  public static final Reach ALL = new Reach(true, Set.of());
  public static final Reach NONE = new Reach(false, Set.of());

  /** Stands for all of them, those of tomorrow too. */
  public static final String EVERY = "*";

  public Reach {
    namespaces = Set.copyOf(namespaces);
  }

  public static Reach of(Collection<String> names) {
    return names.contains(EVERY) ? ALL : new Reach(false, Set.copyOf(names));
  }

  public boolean has(String namespace) {
    return all || (namespace != null && namespaces.contains(namespace));
  }

  public boolean includes(Reach other) {
    return all || (!other.all && namespaces.containsAll(other.namespaces));
  }

  /** In the order of the alphabet; {@code *} for all. */
  public Set<String> names() {
    return all ? Set.of(EVERY) : new TreeSet<>(namespaces);
  }
}
