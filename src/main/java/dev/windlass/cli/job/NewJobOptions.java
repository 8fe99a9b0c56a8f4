package dev.windlass.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Documents;
import dev.windlass.cli.command.Values;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a new batch job is given on the command line, over what stands in a job file. */
final class NewJobOptions {
  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "Rows to upload, CSV with a header line or NDJSON: a sub-job each; - is stdin.")
  private Path input;

  @Option(
      names = "--input-type",
      paramLabel = "TYPE",
      description = "csv or ndjson, where the file's name does not tell.")
  private String inputType;

  @Option(names = "--input-id", paramLabel = "ID", description = "Rows that were uploaded before.")
  private String inputId;

  @Option(
      names = "--sub-jobs",
      paramLabel = "N",
      description = "How many sub-jobs, where there are no rows.")
  private Long subJobs;

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = "How many run at a time, at most.")
  private Long maxConcurrent;

  @Option(
      names = "--jobs-per-second",
      paramLabel = "N",
      description = "How many begin per second, at most.")
  private Double jobsPerSecond;

  @Option(
      names = {"-a", "--argument"},
      paramLabel = "NAME=VALUE",
      description = "An argument for the handler; a value that is JSON is taken as that.")
  private Map<String, String> arguments = new LinkedHashMap<>();

  @Option(
      names = {"-l", "--label"},
      paramLabel = "NAME=VALUE",
      description = "A label to find it by.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--on-overlap",
      paramLabel = "RULE",
      description = "Where the definition runs one at a time: queue-one, skip or allow.")
  private String onOverlap;

  /** The rows to upload; null where none are. */
  Rows rows() {
    return input == null ? null : Rows.of(input, inputType);
  }

  /** What is said here takes the place of what is in the batch job. */
  void over(ObjectNode batchJob) {
    if (input != null || inputId != null || subJobs != null) {
      batchJob.remove("subJobs");
      batchJob.remove("input");
    }
    put(batchJob, "input", inputId);
    put(batchJob, "subJobs", subJobs);
    put(batchJob, "maxConcurrent", maxConcurrent);
    put(batchJob, "jobsPerSecond", jobsPerSecond);
    put(batchJob, "onOverlap", onOverlap);
    arguments.forEach(
        (name, value) -> batchJob.withObject("/arguments").set(name, Values.json(value)));
    labels.forEach((name, value) -> batchJob.withObject("/labels").put(name, value));
  }

  private static void put(ObjectNode batchJob, String name, Object value) {
    if (value != null) {
      batchJob.set(name, Documents.JSON.valueToTree(value));
    }
  }
}
