package dev.windlass.api;

import dev.windlass.control.IfMatch;
import dev.windlass.control.Refusal;
import dev.windlass.fuzz.Fuzz;
import dev.windlass.result.ResultFile;
import dev.windlass.result.ResultName;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Bodies and parameters of the native API. */
class ApiFuzzTest {
  @Test
  void aDefinitionIsReadOrRefused() {
    body(
        "definition",
        DefinitionJson::read,
        """
        { "namespace": "default", "name": "geocode", "description": "d", "handler": "http",
          "parameters": { "url": "http://x/{row.q}", "headers": { "X": ["a", 1, null] } },
          "cases": [ { "id": "a", "parameters": { "timeout": "PT1S" } } ], "iterations": 2,
          "failuresToIgnore": 0, "operationTimeout": "PT30S", "stopTimeout": "PT30S",
          "failureBudget": { "percent": 5, "minimum": 20, "onBreach": "pause" },
          "retries": { "max": 3, "backoff": "PT1S", "maxBackoff": "PT1M" },
          "keepResults": "last", "runs": "many", "queue": "default", "priority": "normal" }""");
  }

  @Test
  void aBatchJobIsReadOrRefused() {
    body(
        "batch job",
        NewBatchJobJson::read,
        """
        { "definition": "default/hello", "subJobs": 5, "maxConcurrent": 20, "jobsPerSecond": 1.5,
          "start": true, "arguments": { "a": [1, { "b": null }] }, "labels": { "team": "maps" },
          "failureBudget": { "count": 5 }, "onOverlap": "skip" }""",
        """
        { "definition": "default/hello", "subJobs": 1, "start": false }""");
  }

  @Test
  void aDirectiveIsReadOrRefused() {
    body(
        "directive",
        DirectiveJson::read,
        """
        { "directive": "start", "jobsPerSecond": 5, "only": "failed", "id": "a" }""",
        """
        { "directive": "pause", "until": "2026-11-28T12:00:00Z", "onlyIf": ["running"],
          "expectEpoch": 1 }""",
        """
        { "directive": "stop", "reset": false }""");
  }

  @Test
  void aBulkDirectiveIsReadOrRefused() {
    body(
        "bulk directive",
        BulkDirectiveJson.Request::read,
        """
        { "directive": "start", "only": "failed", "dryRun": true,
          "selector": { "definition": "default/hello", "status": ["failed"] } }""");
  }

  @Test
  void aScheduleIsReadOrRefused() {
    body(
        "schedule",
        ScheduleJson::read,
        """
        { "namespace": "default", "name": "nightly", "cron": "0 3 * * *",
          "timeZone": "Europe/Berlin", "batchJob": { "definition": "default/hello" } }""");
  }

  @Test
  void queryParametersAreReadOrRefused() {
    text("limit", Query::limit, "100");
    text("instant", text -> Query.instant("from", text), "2026-11-28T12:00:00Z");
    text("wait", text -> Query.wait(text, Duration.ZERO, Duration.ofSeconds(60)), "PT5S");
    text("after", Query::tokens, "d.3.42,e.0.1");
    text("cells", Query::cells, "keep");
    text("cursor", text -> Query.cursor(text, c -> c.number(0)), "NDI");
    text("id", Ids::job, "01a201a0-1cfb-8555-aa12-345678000000");
    text("key", Ids::idempotency, "one-2");
    text("etag", IfMatch::of, "\"1\", W/\"2\"", "*");
  }

  @Test
  void aRangeIsReadOrRefused() {
    ResultName name = new ResultName("01a201a0-1cfb-8555-aa12-345678000000", "results-1.csv");
    FileAnswer answer = new FileAnswer(new ResultFile(name, 1000, Instant.EPOCH), "a.csv");
    text(
        "range",
        range -> {
          FileAnswer.Part part = answer.part(range);
          if (part.from() < 0 || part.length() < 0 || part.from() + part.length() > 1000) {
            throw new AssertionError("outside of the file: " + part);
          }
          return part;
        },
        "bytes=0-99",
        "bytes=-5",
        "bytes=5-");
  }

  private static void body(String name, Function<Fields, ?> reader, String... seeds) {
    Fuzz.of(name, bytes -> (Object) Fields.read(JsonBody.object(bytes), reader))
        .seeds(seeds)
        .refusing(Refusal.class)
        .run();
  }

  private static void text(String name, Function<String, ?> reader, String... seeds) {
    Fuzz.ofText(name, text -> (Object) reader.apply(text))
        .seeds(seeds)
        .refusing(Refusal.class)
        .run();
  }
}
