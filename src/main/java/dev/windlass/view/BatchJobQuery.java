package dev.windlass.view;

import dev.windlass.access.Reach;
import dev.windlass.job.JobStatus;
import dev.windlass.view.DefinitionNames.Name;
import dev.windlass.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** A filter and a cursor as a query. */
final class BatchJobQuery {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

  private final StringJoiner where = new StringJoiner(" and ").setEmptyValue("1 = 1");
  private final Map<String, Object> parameters = new HashMap<>();

  static BatchJobQuery of(BatchJobFilter filter, Reach reach, Cursor cursor) {
    BatchJobQuery query = new BatchJobQuery();
    query.reached(reach);
    query.equal("namespace", filter.namespace());
    query.equal("definition", filter.definition());
    query.equal("requestedBy", filter.requestedBy());
    query.statuses(filter);
    query.labels(filter.labels());
    query.also("createdAt >= :createdAfter", "createdAfter", filter.createdAfter());
    query.also("createdAt < :createdBefore", "createdBefore", filter.createdBefore());
    query.matching(filter.q());
    query.after(cursor);
    return query;
  }

  String text() {
    return where + " order by createdAt desc, id desc";
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  private void reached(Reach reach) {
    if (!reach.all()) {
      also("namespace in :reached", "reached", reach.namespaces());
    }
  }

  private void equal(String column, String value) {
    also(column + " = :" + column, column, value);
  }

  private void also(String condition, String name, Object value) {
    if (value != null) {
      where.add(condition);
      parameters.put(name, value);
    }
  }

  private void statuses(BatchJobFilter filter) {
    if (filter.statuses().isEmpty()) {
      also("status <> :deleted", "deleted", JobStatus.DELETED.label());
    } else {
      also(
          "status in :statuses",
          "statuses",
          filter.statuses().stream().map(JobStatus::label).toList());
    }
  }

  /** The column is named bare, so that the index on the labels serves. */
  private void labels(Map<String, String> labels) {
    if (!labels.isEmpty()) {
      String json = new String(Json.write(labels), StandardCharsets.UTF_8);
      also("cast(sql('labels @> cast(? as jsonb)', :labels) as Boolean) = true", "labels", json);
    }
  }

  private void matching(String q) {
    if (q == null || q.isBlank()) {
      return;
    }
    StringJoiner either = new StringJoiner(" or ", "(", ")").setEmptyValue("1 = 0");
    named(q.strip(), either);
    numbered(q.strip(), either);
    identified(q.strip(), either);
    where.add(either.toString());
  }

  private void named(String part, StringJoiner either) {
    String pattern = "%" + part.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    List<Name> names = DefinitionNames.matching(pattern);
    if (names.size() < DefinitionNames.MANY) {
      names.forEach(name -> either.add(of(name)));
    } else {
      either.add("definition ilike :part escape '\\'");
      parameters.put("part", pattern);
    }
  }

  private String of(Name name) {
    int number = parameters.size();
    parameters.put("namespace" + number, name.namespace());
    parameters.put("definition" + number, name.definition());
    return "(namespace = :namespace%d and definition = :definition%d)".formatted(number, number);
  }

  /** An id begins with 0 for some centuries to come, a number never does. */
  private void numbered(String text, StringJoiner either) {
    if (NUMBER.matcher(text).matches()) {
      either.add("number = :number");
      parameters.put("number", Long.parseLong(text));
    }
  }

  private void identified(String beginning, StringJoiner either) {
    IdRange range = IdRange.ofPrefix(beginning);
    if (range != null) {
      either.add("id between :first and :last");
      parameters.put("first", range.first());
      parameters.put("last", range.last());
    }
  }

  private void after(Cursor cursor) {
    if (cursor != null) {
      where.add("(createdAt, id) < (:afterTime, :afterId)");
      parameters.put("afterTime", cursor.instant(0));
      parameters.put("afterId", cursor.uuid(1));
    }
  }
}
