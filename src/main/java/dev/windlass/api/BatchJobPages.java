package dev.windlass.api;

import dev.windlass.api.BatchJobJson.Beside;
import dev.windlass.api.BatchJobJson.FreshnessJson;
import dev.windlass.control.BatchJobService;
import dev.windlass.control.Views;
import dev.windlass.job.JobHeader;
import dev.windlass.view.BatchJobRow;
import dev.windlass.view.Slice;
import dev.windlass.view.SubJobRow;
import dev.windlass.view.SubJobs;
import dev.windlass.view.ViewPosition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rows of the view as JSON, each with how fresh it is. */
@ApplicationScoped
class BatchJobPages {
  private final SubJobs subJobs;
  private final Views views;

  BatchJobPages(SubJobs subJobs, Views views) {
    this.subJobs = subJobs;
    this.views = views;
  }

  BatchJobJson one(BatchJobRow row, int shown) {
    JobHeader header = row.header();
    List<SubJobRow> first = shown == 0 ? List.of() : subJobs.first(header, shown);
    return json(row, first, PossibleJson.of(header), freshness(row));
  }

  /** Without their sub-jobs. */
  ItemsJson<BatchJobJson> many(Slice<BatchJobRow> rows) {
    Map<Integer, ViewPosition> positions = views.positions();
    return ItemsJson.of(rows, row -> json(row, List.of(), null, freshness(row, positions)))
        .as(oldest(positions));
  }

  static Response answer(BatchJobService.Created created) {
    return Response.accepted(
            created.outcome().applied() ? created(created) : AcceptedJson.of(created))
        .location(URI.create("/v1/batch-jobs/" + created.outcome().directive().job()))
        .build();
  }

  /** From the first event, which needs no view. Null fields are not known yet. */
  private static BatchJobJson created(BatchJobService.Created created) {
    String token = created.outcome().token().toString();
    Beside beside =
        new Beside(
            created.creation().arguments(),
            created.creation().labels(),
            created.creation().input(),
            List.of(),
            null,
            PossibleJson.of(created.outcome().header()),
            new FreshnessJson(token, 0),
            token);
    return BatchJobJson.of(created.outcome().header(), beside);
  }

  private static BatchJobJson json(
      BatchJobRow row,
      List<SubJobRow> subJobs,
      List<PossibleJson> directives,
      FreshnessJson freshness) {
    Instant asOf = Instant.now().minusMillis(freshness.ageMs());
    Beside beside =
        new Beside(
            row.arguments(),
            row.labels(),
            row.input(),
            subJobs,
            row.perSecond(asOf),
            directives,
            freshness,
            null);
    return BatchJobJson.of(row.header(), beside);
  }

  /** Of what is made of all batch jobs: as old as the oldest part of it. */
  FreshnessJson freshness() {
    return oldest(views.positions());
  }

  private static FreshnessJson oldest(Map<Integer, ViewPosition> positions) {
    Instant now = Instant.now();
    return new FreshnessJson(
        null, positions.values().stream().mapToLong(p -> p.age(now).toMillis()).max().orElse(0));
  }

  FreshnessJson freshness(BatchJobRow row) {
    return freshness(row, views.positions());
  }

  private static FreshnessJson freshness(BatchJobRow row, Map<Integer, ViewPosition> positions) {
    ViewPosition position = positions.get(row.eventPartition());
    long age = position == null ? 0 : position.age(Instant.now()).toMillis();
    return new FreshnessJson(row.token().toString(), age);
  }
}
