package dev.windlass.api;

import dev.windlass.control.BatchJobService.Created;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A create that is in the log and whose first event did not come in time. */
@Schema(name = "AcceptedBatchJob")
record AcceptedJson(
    String id,
    String definition,
    String namespace,
    String token,
    BatchJobJson.FreshnessJson freshness) {
  static AcceptedJson of(Created created) {
    String token = created.outcome().token().toString();
    String namespace = created.creation().namespace();
    return new AcceptedJson(
        created.outcome().directive().job().toString(),
        namespace + "/" + created.creation().definition(),
        namespace,
        token,
        new BatchJobJson.FreshnessJson(token, 0));
  }
}
