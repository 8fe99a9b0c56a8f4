package dev.windlass.control;

import dev.windlass.access.Reach;
import dev.windlass.audit.Chain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is changed, as the audit tells it.
 *
 * @param namespaces the chains that it goes into
 * @param actor null for who asks now
 */
record Change(
    Set<String> namespaces,
    String actor,
    String action,
    String subject,
    String outcome,
    Map<String, String> detail) {
  static final String DONE = "done";

  static Change in(String namespace, String action, String subject) {
    return new Change(Set.of(namespace), null, action, subject, DONE, Map.of());
  }

  /** It concerns all that somebody reaches; one who reaches nothing belongs to no namespace. */
  static Change in(Reach reach, String action, String subject) {
    boolean ofNone = reach.all() || reach.namespaces().isEmpty();
    Set<String> chains = ofNone ? Set.of(Chain.OF_ALL) : reach.namespaces();
    return new Change(chains, null, action, subject, DONE, Map.of());
  }

  static Change ofAll(String action, String subject) {
    return in(Chain.OF_ALL, action, subject);
  }

  Change by(String name) {
    return new Change(namespaces, name, action, subject, outcome, detail);
  }

  Change as(String became) {
    return new Change(namespaces, actor, action, subject, became, detail);
  }

  /** Null leaves it out. */
  Change with(String name, Object value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(detail);
    more.put(name, value.toString());
    return new Change(namespaces, actor, action, subject, outcome, more);
  }
}
