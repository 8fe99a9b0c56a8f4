package dev.windlass.api;

/** Bodies shown in the OpenAPI document; a test reads each as a request would be. */
final class Examples {
  static final String DEFINITION =
      """
      { "namespace": "default", "name": "geocode", "description": "Geocode the shop list",
        "handler": "http",
        "cases": [ { "id": "geocode", "parameters":
          { "method": "GET", "url": "http://geo.internal/search?q={row.address}" } } ],
        "iterations": 1, "failuresToIgnore": 0, "retries": { "max": 2, "backoff": "PT1S" } }
      """;
  static final String BATCH_JOB =
      """
      { "definition": "default/geocode", "subJobs": 100000, "maxConcurrent": 50,
        "jobsPerSecond": 1000, "arguments": { "region": "eu" }, "labels": { "team": "maps" } }
      """;
  static final String SCHEDULE =
      """
      { "name": "nightly", "cron": "30 2 * * *", "timeZone": "Europe/Berlin",
        "onMisfire": "fire-once", "onOverlap": "queue-one",
        "batchJob": { "definition": "default/geocode", "arguments": { "region": "eu" } } }
      """;
  static final String DIRECTIVE =
      """
      { "directive": "start", "jobsPerSecond": 5 }
      """;
  static final String BULK_DIRECTIVE =
      """
      { "directive": "pause", "selector": { "label": "team=maps", "status": "running" } }
      """;

  static final String API_KEY =
      """
      { "name": "nightly-import", "role": "operator", "namespaces": ["maps"],
        "expiresTime": "2027-12-31T00:00:00Z" }
      """;

  private Examples() {}
}
