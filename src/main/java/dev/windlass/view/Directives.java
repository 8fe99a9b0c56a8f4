package dev.windlass.view;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The audit: what was asked of batch jobs and what became of it. */
@ApplicationScoped
@ActivateRequestContext
public class Directives {
  public Optional<DirectiveRow> find(UUID batchJob, String id) {
    return DirectiveView.find("batchJobId = ?1 and id = ?2", batchJob, id)
        .project(DirectiveRow.class)
        .firstResultOptional();
  }

  /** The creates of batch jobs that were refused: a create has its batch job's id. */
  public List<DirectiveRow> refusedCreates(Collection<UUID> batchJobs) {
    PanacheQuery<DirectiveRow> refused =
        DirectiveView.find(
                "batchJobId in ?1 and directive = 'create' and state = 'refused'", batchJobs)
            .project(DirectiveRow.class);
    return refused.list();
  }

  /** Newest first; also of a batch job that never existed. */
  public Slice<DirectiveRow> list(UUID batchJob, Cursor cursor, int limit) {
    long before = cursor == null ? Long.MAX_VALUE : cursor.number(0);
    PanacheQuery<DirectiveRow> directives =
        DirectiveView.find(
                "batchJobId = ?1 and eventOffset < ?2 order by eventOffset desc", batchJob, before)
            .project(DirectiveRow.class);
    List<DirectiveRow> rows = directives.range(0, limit).list();
    boolean more = rows.size() > limit;
    List<DirectiveRow> shown = more ? rows.subList(0, limit) : rows;
    return new Slice<>(shown, more ? Cursor.of(shown.getLast().eventOffset()) : null);
  }
}
