package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.ExitCode;
import dev.windlass.cli.client.Route;
import dev.windlass.cli.command.Confirmation;
import dev.windlass.cli.output.Output;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A directive to all batch jobs that filters find. The server works it off; it is looked at first,
 * and asked about.
 */
final class BulkDirective {
  private static final Route ROUTE = Route.of("v1", "bulk-directives");
  private static final int STEP_MS = 500;
  private static final int EXPLAINED = 10;

  private final Api api;
  private final Output out;
  private final Confirmation confirmation;
  private final boolean dryRun;

  BulkDirective(Api api, Output out, Confirmation confirmation, boolean dryRun) {
    this.api = api;
    this.out = out;
    this.confirmation = confirmation;
    this.dryRun = dryRun;
  }

  ExitCode send(ObjectNode directive) throws InterruptedException {
    Answer preview = api.send(Call.post(ROUTE, directive.deepCopy().put("dryRun", true)));
    if (dryRun) {
      out.print(preview, BulkText::preview);
      return ExitCode.FINE;
    }
    BulkText.preview(preview.json(), out.ages()).forEach(out::note);
    confirmation.require(out, BulkText.deed(preview.json()));
    Call call = Call.post(ROUTE, directive).header("Idempotency-Key", UUID.randomUUID().toString());
    return end(api.send(call).json().path("id").asText());
  }

  private ExitCode end(String id) throws InterruptedException {
    Answer bulk = api.get(Route.of("v1", "bulk-directives", id));
    while (!bulk.json().path("state").asText().equals("done")) {
      TimeUnit.MILLISECONDS.sleep(STEP_MS);
      bulk = api.get(Route.of("v1", "bulk-directives", id));
    }
    out.print(bulk, BulkText::end);
    return bulk.json().path("refused").asLong() == 0 ? ExitCode.FINE : refused(id);
  }

  private ExitCode refused(String id) throws InterruptedException {
    Route items =
        Route.of("v1", "bulk-directives", id, "items")
            .with("state", "refused")
            .with("limit", EXPLAINED);
    for (JsonNode item : api.get(items).json().path("items")) {
      out.note(item.path("batchJobId").asText() + ": " + item.path("reason").asText());
    }
    return ExitCode.REFUSED;
  }
}
