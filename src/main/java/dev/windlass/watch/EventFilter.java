package dev.windlass.watch;

import dev.windlass.job.JobHeader;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which events a reader of all of them wants; null and empty want any. An event without a header,
 * which tells of a batch job that is not there, has no namespace and no definition.
 *
 * @param types as in {@code ce_type}
 * @param reached the namespaces that the reader can reach
 */
public record EventFilter(
    String namespace, String definition, Set<String> types, Set<String> reached) {
  public static final EventFilter ANY = new EventFilter(null, null, Set.of(), null);

  Predicate<Arrival> asPredicate() {
    Predicate<Arrival> type = a -> types.isEmpty() || types.contains(a.type());
    return namespace == null && definition == null && reached == null
        ? type
        : type.and(a -> a.live().map(live -> matches(live.event().header())).orElse(false));
  }

  private boolean matches(JobHeader header) {
    return header != null
        && (reached == null || reached.contains(header.namespace()))
        && (namespace == null || namespace.equals(header.namespace()))
        && (definition == null || definition.equals(header.definition()));
  }
}
