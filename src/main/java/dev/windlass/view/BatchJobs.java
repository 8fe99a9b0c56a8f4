package dev.windlass.view;

import dev.windlass.access.Access;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Batch jobs as the view has them: those that who asks can reach. */
@ApplicationScoped
@ActivateRequestContext
public class BatchJobs {
  private final Access access;

  BatchJobs(Access access) {
    this.access = access;
  }

  /** Also one that is deleted, until its retention ends. */
  public Optional<BatchJobRow> find(UUID id) {
    return BatchJobView.find("id = ?1", id)
        .project(BatchJobColumns.class)
        .firstResultOptional()
        .map(BatchJobRow::of)
        .filter(this::isReached);
  }

  /** Those of them that there are, in no order. */
  public List<BatchJobRow> find(Collection<UUID> ids) {
    PanacheQuery<BatchJobColumns> jobs =
        BatchJobView.find("id in ?1", ids).project(BatchJobColumns.class);
    return jobs.list().stream().map(BatchJobRow::of).filter(this::isReached).toList();
  }

  public Optional<BatchJobRow> findNumber(long number) {
    return BatchJobView.find("number = ?1", number)
        .project(BatchJobColumns.class)
        .firstResultOptional()
        .map(BatchJobRow::of)
        .filter(this::isReached);
  }

  /** One of many, and no more of it than its status. */
  @RegisterForReflection
  public record Found(UUID id, String status) {}

  /** Newest first, so many at most. */
  public List<Found> found(BatchJobFilter filter, int most) {
    BatchJobQuery query = BatchJobQuery.of(filter, access.reach(), null);
    return BatchJobView.find(query.text(), query.parameters())
        .project(Found.class)
        .range(0, most - 1)
        .list();
  }

  /** Newest first. */
  public Slice<BatchJobRow> list(BatchJobFilter filter, Cursor cursor, int limit) {
    BatchJobQuery query = BatchJobQuery.of(filter, access.reach(), cursor);
    PanacheQuery<BatchJobColumns> jobs =
        BatchJobView.find(query.text(), query.parameters()).project(BatchJobColumns.class);
    List<BatchJobColumns> rows = jobs.range(0, limit).list();
    boolean more = rows.size() > limit;
    List<BatchJobColumns> shown = more ? rows.subList(0, limit) : rows;
    Cursor next = more ? Cursor.of(shown.getLast().createdAt(), shown.getLast().id()) : null;
    return new Slice<>(shown.stream().map(BatchJobRow::of).toList(), next);
  }

  private boolean isReached(BatchJobRow row) {
    return access.reach().has(row.header().namespace());
  }
}
