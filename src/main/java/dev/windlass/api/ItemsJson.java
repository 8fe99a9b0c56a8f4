package dev.windlass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.view.Cursor;
import dev.windlass.view.Slice;
import java.util.List;
import java.util.function.Function;

/**
 * A page of a list; without {@code nextCursor} it is the last. What a view shows says how old the
 * view is, also where nothing is in it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ItemsJson<T>(List<T> items, String nextCursor, FreshnessJson freshness) {
  ItemsJson<T> as(FreshnessJson seen) {
    return new ItemsJson<>(items, nextCursor, seen);
  }

  static <R, T> ItemsJson<T> of(List<R> rows, Cursor next, Function<R, T> json) {
    return new ItemsJson<>(
        rows.stream().map(json).toList(), next == null ? null : next.toString(), null);
  }

  /** Of rows of which one more was asked for than is shown. */
  static <R, T> ItemsJson<T> of(
      List<R> rows, int most, Function<R, Cursor> place, Function<R, T> json) {
    List<R> page = rows.subList(0, Math.min(most, rows.size()));
    return of(page, rows.size() > most ? place.apply(page.getLast()) : null, json);
  }

  static <R, T> ItemsJson<T> of(Slice<R> slice, Function<R, T> json) {
    return of(slice.items(), slice.next(), json);
  }
}
