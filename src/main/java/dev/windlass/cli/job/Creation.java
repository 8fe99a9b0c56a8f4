package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.client.ServerAway;
import dev.windlass.cli.command.Reference;
import dev.windlass.cli.output.Ages;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/** Rows are uploaded and a batch job is created of them. */
final class Creation {
  private final Api api;
  private final Consumer<String> teller;

  /**
   * @param teller is told what has been done
   */
  Creation(Api api, Consumer<String> teller) {
    this.api = api;
    this.teller = teller;
  }

  /** For people: that it is there, and how to come back to it. */
  static List<String> lines(JsonNode created, Ages ages) {
    String id = created.path("id").asText();
    return List.of("Batch job %s is created; `windlass watch %s` follows it.".formatted(id, id));
  }

  /**
   * @param rows null where the batch job needs none uploaded
   */
  Answer create(ObjectNode batchJob, Rows rows) throws InterruptedException {
    if (rows != null) {
      upload(batchJob, rows);
    }
    return send(batchJob);
  }

  private void upload(ObjectNode batchJob, Rows rows) throws InterruptedException {
    String definition = batchJob.path("definition").asText();
    JsonNode input = rows.upload(api, Reference.of(definition, Reference.DEFAULT).namespace());
    batchJob.set("input", input.path("id"));
    batchJob.remove("subJobs");
    teller.accept(
        String.format(
            Locale.ROOT,
            "%d rows of %s are uploaded as %s.",
            input.path("rows").asLong(),
            rows.file(),
            input.path("id").asText()));
  }

  /** A create whose answer was lost is asked again: the key makes it the same batch job. */
  private Answer send(ObjectNode batchJob) throws InterruptedException {
    Call create =
        Call.post(Route.of("v1", "batch-jobs"), batchJob)
            .header("Idempotency-Key", UUID.randomUUID().toString());
    try {
      return api.send(create);
    } catch (ServerAway lost) {
      return api.send(create);
    }
  }
}
