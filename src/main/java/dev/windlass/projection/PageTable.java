package dev.windlass.projection;

import com.fasterxml.jackson.databind.util.RawValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The table {@code sub_job_page}. */
final class PageTable {
  private static final String UPSERT =
      """
      insert into sub_job_page as page (batch_job_id, page, epoch, version, statuses, begun)
      select * from json_to_recordset(cast(? as json)) as row
        (batch_job_id uuid, page int, epoch int, version bigint, statuses text, begun jsonb)
      on conflict (batch_job_id, page) do update set
        epoch = excluded.epoch, version = excluded.version, statuses = excluded.statuses,
        begun = excluded.begun
      where excluded.version > page.version
      """;

  private record Row(
      UUID batchJobId, int page, int epoch, long version, String statuses, RawValue begun) {
    static Row of(PageChange change) {
      return new Row(
          change.job().value(),
          change.page().number(),
          change.page().epoch(),
          change.version(),
          change.page().statuses(),
          change.page().begun().isEmpty() ? null : Rows.column(List.copyOf(change.page().begun())));
    }
  }

  private PageTable() {}

  static void upsert(Connection connection, Collection<PageChange> changes) throws SQLException {
    Rows.update(connection, UPSERT, changes.stream().map(Row::of).toList());
  }
}
