package dev.windlass.control;

import dev.windlass.access.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Which entries a list of the audit holds, as SQL. */
final class AuditQuery {
  private final StringJoiner where = new StringJoiner(" and ", "where ", "").setEmptyValue("");
  private final List<Object> values = new ArrayList<>();

  private AuditQuery() {}

  /** {@code after} is null at the beginning. */
  static AuditQuery of(AuditFilter filter, Reach reach, AuditFilter.Place after) {
    AuditQuery query = new AuditQuery();
    query.add("namespace = ?", filter.namespace());
    query.add("actor = ?", filter.actor());
    query.add("(action = ? or starts_with(action, ? || '.'))", filter.action(), filter.action());
    query.add("subject = ?", filter.subject());
    query.add("at >= ?", at(filter.from()));
    query.add("at < ?", at(filter.to()));
    if (!reach.all()) {
      query.add("namespace = any(?)", (Object) reach.namespaces().toArray(String[]::new));
    }
    if (after != null) {
      query.after(after);
    }
    return query;
  }

  String where() {
    return where.toString();
  }

  Object[] values() {
    return values.toArray();
  }

  /** Time and position go down, and the namespace up: what is at the same time stands together. */
  private void after(AuditFilter.Place place) {
    Object at = Sql.at(place.at());
    add("at <= ?", at);
    add(
        "(at < ? or namespace > ? or namespace = ? and position < ?)",
        at,
        place.namespace(),
        place.namespace(),
        place.position());
  }

  /** Null asks for nothing. */
  private void add(String condition, Object... bound) {
    if (bound[0] != null) {
      where.add(condition);
      values.addAll(List.of(bound));
    }
  }

  private static Object at(Instant instant) {
    return Sql.atOrNull(instant);
  }
}
