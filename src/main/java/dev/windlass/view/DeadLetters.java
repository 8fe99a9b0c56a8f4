package dev.windlass.view;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What could not be read or applied. */
@ApplicationScoped
@ActivateRequestContext
public class DeadLetters {
  /** Per kind of topic: all of them, and those of them that were sent again. */
  public record Count(long letters, long redriven) {}

  public Optional<DeadLetterRow> find(String id) {
    return DeadLetterView.find("id = ?1", id)
        .project(DeadLetterColumns.class)
        .firstResultOptional()
        .map(DeadLetterRow::of);
  }

  /** All of the value that there is; empty also where the record has none. */
  public Optional<byte[]> value(String id) {
    return DeadLetterView.find("select value from DeadLetterView where id = ?1", id)
        .project(byte[].class)
        .stream()
        .filter(value -> value != null)
        .findFirst();
  }

  /** The letter that a role wrote when the record came again, at the place where it stands now. */
  public Optional<String> parkedAgainAs(DeadLetterRow letter) {
    return DeadLetterView.find(
            "select id from DeadLetterView where topic = ?1 and partition = ?2"
                + " and recordOffset = ?3",
            letter.topic(),
            letter.redrive().partition(),
            letter.redrive().offset())
        .project(String.class)
        .firstResultOptional();
  }

  /** Newest first. */
  public Slice<DeadLetterRow> list(DeadLetterFilter filter, Cursor cursor, int limit) {
    DeadLetterQuery query = DeadLetterQuery.of(filter, cursor);
    List<DeadLetterRow> rows = rows(query.newestFirst(), query.parameters(), limit + 1);
    boolean more = rows.size() > limit;
    List<DeadLetterRow> shown = more ? rows.subList(0, limit) : rows;
    return new Slice<>(shown, more ? shown.getLast().cursor() : null);
  }

  /** In the order in which they were put aside. */
  public List<DeadLetterRow> oldest(DeadLetterFilter filter, int most) {
    DeadLetterQuery query = DeadLetterQuery.of(filter, null);
    return rows(query.oldestFirst(), query.parameters(), most);
  }

  /** By kind of topic, from counters. */
  public Map<String, Count> counts() {
    List<Object[]> rows =
        DeadLetterView.getEntityManager()
            .createNativeQuery(
                "select kind, letters, redriven from dead_letter_count where letters > 0",
                Object[].class)
            .getResultList();
    return rows.stream().collect(Collectors.toMap(row -> (String) row[0], DeadLetters::count));
  }

  private static Count count(Object[] row) {
    Function<Object, Long> number = value -> ((Number) value).longValue();
    return new Count(number.apply(row[1]), number.apply(row[2]));
  }

  private static List<DeadLetterRow> rows(String query, Map<String, Object> parameters, int most) {
    return DeadLetterView.find(query, parameters)
        .project(DeadLetterColumns.class)
        .range(0, most - 1)
        .list()
        .stream()
        .map(DeadLetterRow::of)
        .toList();
  }
}
