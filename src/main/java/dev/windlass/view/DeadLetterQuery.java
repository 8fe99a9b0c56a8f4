package dev.windlass.view;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/** A filter and a cursor as a query. */
final class DeadLetterQuery {
  private static final String NEWEST_FIRST =
      " order by parkedAt desc, letterPartition desc, letterOffset desc";

  private static final String OLDEST_FIRST = " order by parkedAt, letterPartition, letterOffset";

  private final StringJoiner where = new StringJoiner(" and ").setEmptyValue("1 = 1");
  private final Map<String, Object> parameters = new HashMap<>();

  static DeadLetterQuery of(DeadLetterFilter filter, Cursor after) {
    DeadLetterQuery query = new DeadLetterQuery();
    query.also("topic = :topic", "topic", filter.topic());
    query.also("role = :role", "role", filter.role());
    query.also("parkedAt >= :from", "from", filter.from());
    query.also("parkedAt < :to", "to", filter.to());
    query.state(filter.state());
    query.matching(filter.q());
    query.after(after);
    return query;
  }

  String newestFirst() {
    return where + NEWEST_FIRST;
  }

  String oldestFirst() {
    return where + OLDEST_FIRST;
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  private void also(String condition, String name, Object value) {
    if (value != null) {
      where.add(condition);
      parameters.put(name, value);
    }
  }

  private void state(DeadLetterFilter.State state) {
    if (state != null) {
      where.add(state == DeadLetterFilter.State.PARKED ? "times is null" : "times is not null");
    }
  }

  private void matching(String q) {
    if (q == null || q.isBlank()) {
      return;
    }
    String part = q.strip().replaceAll("([\\\\%_])", "\\\\$1");
    parameters.put("word", q.strip());
    parameters.put("bytes", q.strip().getBytes(StandardCharsets.UTF_8));
    also(
        "(reason ilike :part escape '\\' or id = :word or recordKey = :bytes)",
        "part",
        "%" + part + "%");
  }

  private void after(Cursor cursor) {
    if (cursor != null) {
      where.add(
          "(parkedAt, letterPartition, letterOffset) < (:afterTime, :afterPartition, :afterOffset)");
      parameters.put("afterTime", cursor.instant(0));
      parameters.put("afterPartition", (int) cursor.number(1));
      parameters.put("afterOffset", cursor.number(2));
    }
  }
}
