package dev.windlass.projection.rebuild;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts the rebuilt rows of what differs in the place of the live ones, in the transaction that
 * compared them.
 */
final class Switch {
  private static final String OF_DIFFERING = " where row.%s in (select job from differing)";

  private static final String SWEEP =
      """
      insert into live.sweep as known
      select * from fresh.sweep where batch_job_id in (select job from differing)
      on conflict (batch_job_id, reason) do update set
        below_epoch = greatest(known.below_epoch, excluded.below_epoch), next_index = 0
      """;

  private final Sql sql;

  Switch(Sql sql) {
    this.sql = sql;
  }

  void run() throws SQLException {
    for (ViewTable view : ViewTable.ofJobs()) {
      replace(view, OF_DIFFERING.formatted(view.job()));
    }
    for (ViewTable view : ViewTable.ofPartitions()) {
      replace(view, Rows.asked(view));
    }
    sql.run(SWEEP);
  }

  /** Columns that are not compared stay as they are. */
  private void replace(ViewTable view, String which) throws SQLException {
    String same =
        view.key().stream()
            .map(column -> "other.%1$s = row.%1$s".formatted(column))
            .collect(Collectors.joining(" and "));
    String and = which.isEmpty() ? " where " : " and ";
    sql.run(
        "delete from live.%1$s row%2$s%3$s not exists (select from fresh.%1$s other where %4$s)"
            .formatted(view.table(), which, and, same));
    List<String> columns = Comparison.columns(sql, view);
    String all = String.join(", ", columns);
    sql.run(
        "insert into live.%1$s (%2$s) select %2$s from fresh.%1$s row%3$s on conflict (%4$s) do update set %5$s"
            .formatted(
                view.table(), all, which, String.join(", ", view.key()), set(view, columns)));
  }

  private static String set(ViewTable view, List<String> columns) {
    return columns.stream()
        .filter(column -> !view.key().contains(column))
        .filter(column -> !view.uncompared().contains(column))
        .map(column -> "%1$s = excluded.%1$s".formatted(column))
        .collect(Collectors.joining(", "));
  }
}
