package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.output.Ages;
import dev.windlass.cli.output.Table;
import dev.windlass.cli.output.Table.Column;

/** Batch jobs in a table. */
final class JobTable {
  static final Table TABLE =
      Table.of(
          Column.of("ID", "/id"),
          Column.number("NUMBER", "/number"),
          Column.of("DEFINITION", "/definition"),
          Column.of("STATUS", "/status"),
          new Column("DONE", true, (job, ages) -> done(job)),
          Column.number("FAILED", "/progress/failed"),
          Column.of("TOOK", JobTable::took),
          Column.age("AGE", "/createdTime"));

  private JobTable() {}

  /** Operations; those that are not counted because they never end have no whole. */
  static String done(JsonNode job) {
    JsonNode progress = job.path("progress");
    String done = progress.path("done").asText("0");
    return progress.hasNonNull("expected") ? done + "/" + progress.path("expected").asText() : done;
  }

  private static String took(JsonNode job, Ages ages) {
    return job.hasNonNull("startTime")
        ? ages.between(job.path("startTime"), job.path("stopTime"))
        : Ages.NONE;
  }
}
